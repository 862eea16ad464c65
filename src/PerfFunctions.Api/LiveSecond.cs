namespace PerfFunctions.Api;

/// <summary>A second of load, all shards together; data of an event <c>second</c>. The same second again replaces the earlier one.</summary>
/// <param name="Second">Seconds since the common start.</param>
/// <param name="Scenarios">By scenario, in the order of the plan.</param>
public sealed record LiveSecond(int Second, IReadOnlyList<LivePoint> Scenarios);

/// <summary>A second of a scenario.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Started">Iterations that started.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Failed">Requests that ended and failed.</param>
/// <param name="Dropped">Planned arrivals that were not started.</param>
/// <param name="P50Ms">Median response time; absent when nothing ended.</param>
/// <param name="P95Ms">95th percentile of response time; absent likewise.</param>
/// <param name="P99Ms">99th percentile of response time; absent likewise.</param>
public sealed record LivePoint(
    string Name, long Started, long Sent, long Failed, long Dropped, double? P50Ms, double? P95Ms, double? P99Ms);
