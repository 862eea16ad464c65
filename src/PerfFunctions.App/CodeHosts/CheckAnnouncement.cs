namespace PerfFunctions.App.CodeHosts;

/// <summary>A run in progress.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="ReportUrl">Where the report will be.</param>
/// <param name="StartedAt">When the run was asked for.</param>
public sealed record CheckAnnouncement(string RunId, string Plan, string ReportUrl, DateTimeOffset StartedAt);
