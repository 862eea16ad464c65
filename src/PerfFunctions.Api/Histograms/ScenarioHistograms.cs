using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Api.Histograms;

/// <summary>A scenario's histograms. Its figures are those after the warm-up.</summary>
public sealed record ScenarioHistograms
{
    /// <summary>Scenario name.</summary>
    public required string Name { get; init; }

    /// <summary>Second of the run in which its load begins.</summary>
    public int FromSecond { get; init; }

    /// <summary>Length of the load that the figures are about, seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>All its requests.</summary>
    public required SeriesHistograms Whole { get; init; }

    /// <summary>Its requests, groups, iterations, checks and metrics of its own, in the order of the flow.</summary>
    public IReadOnlyList<SeriesHistograms> Series { get; init; } = [];

    internal static ScenarioHistograms Of(ScenarioSummary scenario) => new()
    {
        Name = scenario.Name,
        FromSecond = scenario.Timeline.Count > 0 ? scenario.Timeline[0].Second : 0,
        DurationSeconds = scenario.DurationSeconds,
        Whole = SeriesHistograms.Of(scenario),
        Series = [.. scenario.Series.Select(SeriesHistograms.Of)],
    };
}
