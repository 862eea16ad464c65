using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Api.Overviews;

/// <summary>A plan in an overview.</summary>
/// <param name="Plan">Plan name.</param>
/// <param name="Stored">Whether the service stores it.</param>
/// <param name="Schedule">When it runs by itself, a cron expression; absent for never.</param>
/// <param name="Last">Its newest run that has ended; absent where none of those read has.</param>
/// <param name="Metric">Its key metric over its last runs; absent where none was measured.</param>
public sealed record PlanOverview(string Plan, bool Stored, string? Schedule, EndedRun? Last, PlanMetric? Metric);

/// <summary>A run that has ended.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Headline">The verdict in one sentence.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record EndedRun(string RunId, RunOutcome Outcome, string Headline, DateTimeOffset FinishedAt);

/// <summary>
/// The key metric of a plan: the 95th percentile of response time of its first scenario, without load LCP of its first page. All values
/// were measured under the conditions of the newest.
/// </summary>
/// <param name="Name">As a budget names it: <c>browse.latency.p95</c>.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Worse">The direction in which it gets worse.</param>
/// <param name="ChangePercent">The newest value against the one before, in percent of that; absent where there is none before, or 0.</param>
/// <param name="Points">The values, oldest first.</param>
public sealed record PlanMetric(
    string Name, MetricUnit Unit, MetricDirection Worse, double? ChangePercent, IReadOnlyList<PlanMetricPoint> Points);

/// <summary>The key metric of one run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Value">The value, in the metric's unit.</param>
public sealed record PlanMetricPoint(string RunId, DateTimeOffset At, double Value);
