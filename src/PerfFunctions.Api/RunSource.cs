namespace PerfFunctions.Api;

/// <summary>Which code a run is about, as who asks for it says.</summary>
/// <param name="Commit">Its commit; null when it is not said.</param>
/// <param name="Branch">Its branch; null when it is not said.</param>
public sealed record RunSource(string? Commit, string? Branch);
