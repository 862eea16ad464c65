namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/notifications</c>.</summary>
/// <param name="Runs">The newest runs whose report was not delivered, at most 20.</param>
public sealed record UndeliveredReports(IReadOnlyList<string> Runs);
