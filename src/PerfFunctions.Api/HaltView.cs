namespace PerfFunctions.Api;

/// <summary>Answer of <c>api/halt</c>.</summary>
/// <param name="Halted">Whether no run may start or continue.</param>
/// <param name="Last">The last halt, resumed or not; absent if there never was one.</param>
/// <param name="Running">Runs that still measure or are ending.</param>
public sealed record HaltView(bool Halted, HaltState? Last, IReadOnlyList<string> Running);
