using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Load;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Merges all that a run measured into one summary, and tells what is missing.</summary>
public sealed class RunAggregator(string runId, PerfPlan plan)
{
    private readonly Dictionary<string, ScenarioMerger> _mergers = plan.Load.ToDictionary(s => s.Name, s => new ScenarioMerger(s));

    /// <summary>Takes one interval; one of a scenario that is not in the plan is ignored.</summary>
    public void Add(LoadInterval interval)
    {
        if (_mergers.TryGetValue(interval.Scenario, out ScenarioMerger? merger))
        {
            merger.Add(interval);
        }
    }

    /// <summary>The summary of the whole run.</summary>
    public RunSummary Summarize(IReadOnlyList<ShardResult> shards, IReadOnlyList<PageMeasurement> pages)
    {
        List<string> notes = [.. shards.Where(s => s.Reason is not null).Select(s => s.Reason!)];
        PageSummary[] summaries = [.. plan.Pages.SelectMany(page => pages.Where(m => m.Page == page.Name).Select(m => Summarize(page, m)))];
        ScenarioSummary[] scenarios = [.. plan.Load.Select(s => _mergers[s.Name].Summarize(shards))];
        notes.AddRange(scenarios.SelectMany(NotesOf));
        PageSummary[] lost = [.. summaries.Where(IsLost)];
        notes.AddRange(lost.Select(NoteOf));
        return new RunSummary
        {
            RunId = runId,
            Scenarios = scenarios,
            Pages = summaries,
            Notes = notes,
            Degraded = lost.Length > 0 || shards.Any(s => s.State != ShardState.Completed),
        };
    }

    private static PageSummary Summarize(Page page, PageMeasurement measurement) => new()
    {
        Name = page.Name,
        Address = measurement.Address,
        Device = measurement.Device,
        Browser = measurement.Browser,
        Runs = page.Runs,
        Loads = measurement.Loads,
        HasScreenshot = measurement.Screenshot is not null,
    };

    // A page that has budgets is without data where loads are missing; one that has none would be lost in silence.
    private static bool IsLost(PageSummary page) => page.Loads.Count(l => l.Failure is null) < page.Runs;

    private static string NoteOf(PageSummary page)
    {
        string? failure = page.Loads.FirstOrDefault(l => l.Failure is not null)?.Failure;
        return string.Create(CultureInfo.InvariantCulture,
            $"{page.Name}: {page.Loads.Count(l => l.Failure is null)} of {page.Runs} loads gave numbers{(failure is null ? "." : $": {failure}")}");
    }

    private static IEnumerable<string> NotesOf(ScenarioSummary scenario)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (scenario.Planned > 0)
        {
            double share = 100.0 * scenario.Counts.Started / scenario.Planned;
            yield return string.Create(invariant,
                $"{scenario.Name}: {scenario.Counts.Started} of {scenario.Planned} planned arrivals started ({share:0.##} %), {scenario.Counts.Sent} requests sent.");
        }

        if (scenario.Counts.Dropped > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {scenario.Counts.Dropped} arrivals were not started; their latency would have been worse than any shown.");
        }

        if (scenario.Counts.Late > 0)
        {
            yield return string.Create(invariant,
                $"{scenario.Name}: {scenario.Counts.Late} of {scenario.Counts.Started} starts came more than {GeneratorLimits.Late.TotalMilliseconds} ms after they were due.");
        }
    }
}
