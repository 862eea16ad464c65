using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Baselines;

/// <summary>The runs that a run is compared with.</summary>
/// <param name="Summaries">What they measured, newest first; empty when there are none.</param>
/// <param name="Missing">Why there are none, as a sentence without its full stop.</param>
public sealed record BaselinePool(IReadOnlyList<RunSummary> Summaries, string Missing)
{
    /// <summary>Their numbers, newest first.</summary>
    public IReadOnlyList<IMetricReader> Runs { get; } = [.. Summaries.Select(s => new SummaryReader(s))];

    /// <summary>Opens the baseline of a run under its conditions.</summary>
    public static async Task<BaselinePool> OpenAsync(
        VerdictStore verdicts, RunBlobs blobs, RunConditions conditions, string runId, CancellationToken cancellationToken)
    {
        IReadOnlyList<BaselineRun> all = await verdicts.BaselinesAsync(conditions.Plan, cancellationToken);
        List<RunSummary> runs = [];
        foreach (BaselineRun run in VerdictStore.PoolOf(all, conditions.Key(), except: runId))
        {
            if (await blobs.FindSummaryAsync(run.RunId, cancellationToken) is { } summary)
            {
                runs.Add(summary);
            }
        }

        return new BaselinePool(runs, MissingOf(conditions, [.. all.Where(r => r.RunId != runId)]));
    }

    /// <summary>Opens the baseline of one page, while the browsers of the other pages are not known yet.</summary>
    public static async Task<BaselinePool> OpenForPageAsync(
        VerdictStore verdicts, RunBlobs blobs, RunConditions page, string runId, CancellationToken cancellationToken)
    {
        IReadOnlyList<BaselineRun> all = await verdicts.BaselinesAsync(page.Plan, cancellationToken);
        RunConditions whole = all.Select(r => r.Conditions).OfType<RunConditions>().FirstOrDefault(c => c.Cover(page)) ?? page;
        return await OpenAsync(verdicts, blobs, whole, runId, cancellationToken);
    }

    private static string MissingOf(RunConditions conditions, IReadOnlyList<BaselineRun> others)
    {
        (BaselineRun Run, IReadOnlyList<string> Differences)[] known =
            [.. others.Where(r => r.Conditions is not null).Select(r => (r, conditions.DifferencesOf(r.Conditions!))).OrderBy(r => r.Item2.Count)];
        return known.Length == 0
            ? $"plan '{conditions.Plan}' has no baseline yet"
            : $"plan '{conditions.Plan}' has no baseline yet under these conditions ({conditions}); the nearest, run {known[0].Run.RunId}, " +
                $"had {string.Join(", ", known[0].Differences)}";
    }
}
