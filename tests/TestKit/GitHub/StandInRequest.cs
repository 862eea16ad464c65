namespace PerfFunctions.TestKit.GitHub;

/// <summary>A request that the stand-in got.</summary>
/// <param name="Operation">What it called, as GitHub's description names it; null when that has no such operation.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Body">Body as sent.</param>
/// <param name="Status">Status that it was answered with.</param>
/// <param name="Violations">Where it, or the answer to it, departs from GitHub's description.</param>
public sealed record StandInRequest(string? Operation, string Target, string Body, int Status, IReadOnlyList<string> Violations)
{
    /// <inheritdoc />
    public override string ToString() => $"{Operation ?? Target} → {Status}{string.Concat(Violations.Select(v => $"\n  {v}"))}";
}
