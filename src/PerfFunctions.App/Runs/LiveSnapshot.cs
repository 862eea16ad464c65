using PerfFunctions.Api;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.App.Runs;

/// <summary>
/// How load in progress is, as it is written down each second. Whoever watches reads this and not the intervals.
/// </summary>
/// <param name="GoAt">The common start.</param>
/// <param name="DurationSeconds">Length of the longest scenario.</param>
/// <param name="Scenarios">By scenario.</param>
/// <param name="First">First second that is not in <paramref name="Before"/>; a watch that begins again reads from here.</param>
/// <param name="Before">Counts of all seconds before <paramref name="First"/>, by scenario and by series of it.</param>
public sealed record LiveSnapshot(
    DateTimeOffset GoAt,
    double DurationSeconds,
    IReadOnlyList<LiveScenario> Scenarios,
    int First,
    IReadOnlyDictionary<string, IntervalCounts> Before);
