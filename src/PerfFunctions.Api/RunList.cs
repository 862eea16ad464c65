namespace PerfFunctions.Api;

/// <summary>A page of runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Next">Value of <c>after</c> for the next page; absent on the last one.</param>
public sealed record RunList(IReadOnlyList<RunView> Runs, string? Next);
