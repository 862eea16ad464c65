using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Merges the intervals of load in progress. It keeps nothing over time: neither its memory nor the cost of a look at it grows with
/// the length of the run.
/// </summary>
public sealed class LiveAggregator(string runId, PerfPlan plan)
{
    private readonly Dictionary<string, ScenarioMerger> _mergers = plan.Load.ToDictionary(s => s.Name, s => ScenarioMerger.Live(s, plan));

    private readonly SaturationTally _saturation = new();

    /// <summary>Takes one interval, in order of time; one of a scenario that is not in the plan is ignored.</summary>
    public void Add(LoadInterval interval)
    {
        if (_mergers.TryGetValue(interval.Scenario, out ScenarioMerger? merger))
        {
            merger.Add(interval);
            _saturation.Add(interval);
        }
    }

    /// <summary>What the load comes to up to the end of a second, without its course over time.</summary>
    public RunSummary SoFar(int second)
    {
        IReadOnlyList<ShardResult> saturated = _saturation.Find(second);
        return new() { RunId = runId, Scenarios = [.. plan.Load.Select(s => _mergers[s.Name].SummarizeSoFar(second, saturated))] };
    }
}
