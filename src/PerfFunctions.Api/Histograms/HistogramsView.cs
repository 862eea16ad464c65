using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Api.Histograms;

/// <summary>What the load of a run measured, as counts and histograms over all shards: any percentile can be read from them.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Scenarios">Scenarios, in the order of the plan.</param>
public sealed record HistogramsView(string RunId, IReadOnlyList<ScenarioHistograms> Scenarios)
{
    /// <summary>Those of a summary.</summary>
    public static HistogramsView Of(RunSummary summary) => new(summary.RunId, [.. summary.Scenarios.Select(ScenarioHistograms.Of)]);
}
