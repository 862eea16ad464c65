using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Merges all measurements of a run into one summary, and reports what is missing.</summary>
public sealed class RunAggregator(string runId, PerfPlan plan)
{
    private readonly Dictionary<string, ScenarioMerger> _mergers = plan.Load.ToDictionary(s => s.Name, s => new ScenarioMerger(s, plan));
    private readonly GeneratorMerger _generator = new(ScenarioMerger.PointWidthOf(plan));

    /// <summary>Takes one interval; one of a scenario that is not in the plan is ignored.</summary>
    public void Add(LoadInterval interval)
    {
        if (_mergers.TryGetValue(interval.Scenario, out ScenarioMerger? merger))
        {
            merger.Add(interval);
            _generator.Add(interval);
        }
    }

    /// <summary>The summary of the whole run.</summary>
    /// <param name="shards">How the shards ended.</param>
    /// <param name="pages">What the pages came to.</param>
    /// <param name="hits">Conditions that became true while load ran; null for none.</param>
    public RunSummary Summarize(
        IReadOnlyList<ShardResult> shards, IReadOnlyList<PageMeasurement> pages, IReadOnlyList<ConditionHit>? hits = null)
    {
        ConditionHit? abort = hits?.Where(h => plan.Abort.Any(a => a.Expression == h.Expression)).MinBy(h => h.Second);
        List<string> notes = [.. shards.Where(s => s.Reason is not null).Select(s => s.Reason!)];
        PageSummary[] summaries = [.. plan.Pages.SelectMany(page => pages.Where(m => m.Page == page.Name).Select(m => Summarize(page, m)))];
        ScenarioSummary[] scenarios = [.. plan.Load.Select(s => _mergers[s.Name].Summarize(shards, UntilOf(s, hits), abort))];
        notes.AddRange(plan.Load.Zip(scenarios).SelectMany(s => ScenarioNotes.Of(s.Second, s.First, UntilOf(s.First, hits))));
        notes.AddRange(summaries.SelectMany(s => PageNotes.Of(s, plan.Pages.First(p => p.Name == s.Name))));
        string[] unread = [.. plan.Load.Select(s => UnreadLoad.Of(s.Name, _mergers[s.Name].Whole, shards)).OfType<string>()];
        notes.AddRange(unread);
        return new RunSummary
        {
            RunId = runId,
            Scenarios = scenarios,
            Generator = _generator.Summarize(),
            Pages = summaries,
            Notes = notes,
            Degraded = summaries.Any(p => PageNotes.IsLost(p) || p.Refused.Count > 0) || unread.Length > 0
                || shards.Any(s => s.State != ShardState.Completed)
                || scenarios.Any(s => ScenarioNotes.IsRefused(s) || BrokenIterations.AreAll(s)),
        };
    }

    /// <summary>The summary of one page alone, for a look at it before the run is over.</summary>
    public static RunSummary OfPage(string runId, PerfPlan plan, PageMeasurement measurement) => new()
    {
        RunId = runId,
        Pages = [Summarize(plan.Pages.Single(p => p.Name == measurement.Page), measurement)],
    };

    private static ConditionHit? UntilOf(Scenario scenario, IReadOnlyList<ConditionHit>? hits) => scenario.Until is { } until
        ? hits?.Where(h => h.Scenario == scenario.Name && h.Expression == until.Expression).MinBy(h => h.Second)
        : null;

    private static PageSummary Summarize(Page page, PageMeasurement measurement) => new()
    {
        Name = page.Name,
        Address = measurement.Address,
        Environment = measurement.Environment,
        Runs = page.Runs,
        Loads = measurement.Loads,
        BaseAddress = measurement.BaseAddress,
        BaseLoads = measurement.BaseLoads,
        Repeated = measurement.Repeated,
        BaseRepeated = measurement.BaseRepeated,
        Refused = measurement.Refused,
        Median = measurement.Median,
        Evidence = measurement.Evidence,
        EvidenceMissing = measurement.EvidenceMissing,
    };
}
