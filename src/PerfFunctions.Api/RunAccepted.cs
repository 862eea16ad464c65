namespace PerfFunctions.Api;

/// <summary>Answer to a request that started or cancelled a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Where its state is.</param>
/// <param name="Report">Where its report will be.</param>
/// <param name="Page">Where it can be watched.</param>
public sealed record RunAccepted(string RunId, string Status, string Report, string Page);
