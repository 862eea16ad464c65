using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Baselines;

/// <summary>The runs that a run is compared with.</summary>
/// <param name="Summaries">What they measured, newest first; empty when there are none.</param>
/// <param name="Missing">Why there are none, as a sentence without its full stop; empty when there are some.</param>
public sealed record BaselinePool(IReadOnlyList<RunSummary> Summaries, string Missing)
{
    /// <summary>Their numbers, newest first.</summary>
    public IReadOnlyList<IMetricReader> Runs { get; } = [.. Summaries.Select(s => new SummaryReader(s))];

    /// <summary>Opens the baseline of a run under its conditions.</summary>
    public static async Task<BaselinePool> OpenAsync(
        BaselineStore baselines, RunBlobs blobs, RunConditions conditions, string runId, CancellationToken cancellationToken)
    {
        List<RunSummary> runs = [];
        foreach (BaselineRun run in await baselines.PoolAsync(conditions.Plan, conditions.Key(), except: runId, cancellationToken))
        {
            if (await blobs.FindSummaryAsync(run.RunId, cancellationToken) is { } summary)
            {
                runs.Add(summary);
            }
        }

        return new BaselinePool(runs, runs.Count > 0 ? "" : await MissingAsync(baselines, conditions, runId, cancellationToken));
    }

    /// <summary>Opens the baseline of one page, while the browsers of the other pages are not known yet.</summary>
    public static async Task<BaselinePool> OpenForPageAsync(
        BaselineStore baselines, RunBlobs blobs, RunConditions page, string runId, CancellationToken cancellationToken)
    {
        BaselineRun? whole = await baselines.NewestAsync(page.Plan, cancellationToken)
            .Where(run => run.Conditions?.Cover(page) == true)
            .OrderByDescending(run => run.RunId, StringComparer.Ordinal)
            .FirstOrDefaultAsync(cancellationToken);
        return await OpenAsync(baselines, blobs, whole?.Conditions ?? page, runId, cancellationToken);
    }

    private static async Task<string> MissingAsync(
        BaselineStore baselines, RunConditions conditions, string runId, CancellationToken cancellationToken)
    {
        (BaselineRun Run, IReadOnlyList<string> Differences)[] known = await baselines.NewestAsync(conditions.Plan, cancellationToken)
            .Where(run => run.RunId != runId && run.Conditions is not null)
            .OrderByDescending(run => run.RunId, StringComparer.Ordinal)
            .Select(run => (run, conditions.DifferencesOf(run.Conditions!)))
            .OrderBy(run => run.Item2.Count)
            .ToArrayAsync(cancellationToken);
        return known.Length == 0
            ? $"plan '{conditions.Plan}' has no baseline yet"
            : $"plan '{conditions.Plan}' has no baseline yet under these conditions ({conditions}); the nearest, run {known[0].Run.RunId}, " +
                $"had {string.Join(", ", known[0].Differences)}";
    }
}
