namespace PerfFunctions.Api.Live;

/// <summary>
/// The load of a run over time, all shards together. Where a range has more seconds than points were asked for, each
/// <see cref="Step"/> seconds are two points: the smallest and the largest value, in the order in which they occurred.
/// </summary>
/// <param name="From">First second, since the common start.</param>
/// <param name="To">The second after the last.</param>
/// <param name="Step">Seconds that are two points together; 1 where each second is a point of its own.</param>
/// <param name="Seconds">When each point is, seconds since the common start.</param>
/// <param name="Scenarios">By scenario, in the order of the plan.</param>
public sealed record RunSeries(int From, int To, int Step, IReadOnlyList<double> Seconds, IReadOnlyList<ScenarioSeriesPoints> Scenarios);

/// <summary>The values of a scenario, one for each point; null where there is none.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Started">Iterations that started in a second.</param>
/// <param name="Failed">Requests that ended in a second and failed.</param>
/// <param name="Dropped">Planned arrivals of a second that were not started.</param>
/// <param name="P50Ms">Median response time of a second, milliseconds.</param>
/// <param name="P95Ms">95th percentile of it.</param>
/// <param name="P99Ms">99th percentile of it.</param>
public sealed record ScenarioSeriesPoints(
    string Name,
    IReadOnlyList<double?> Started,
    IReadOnlyList<double?> Failed,
    IReadOnlyList<double?> Dropped,
    IReadOnlyList<double?> P50Ms,
    IReadOnlyList<double?> P95Ms,
    IReadOnlyList<double?> P99Ms);
