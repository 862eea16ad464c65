using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.Api.Overviews;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Overviews;

/// <summary>
/// Reads an overview in a bounded number of reads, whatever the number of plans: one each of runs, stored plans, undelivered reports,
/// leases and the kill switch, and two for each of a few runs in progress.
/// </summary>
public sealed class OverviewReader(
    RunStore runs, RunViewReader views, PlanStore plans, UndeliveredStore undelivered, KillSwitchStore halts, QuotaUsage quotas)
{
    private const int MaxRuns = 300;
    private const int MaxPlans = 50;
    private const int MaxRunning = 10;
    private const int MaxUndelivered = 20;
    private const int MaxAttention = 30;

    /// <summary>The overview as of now.</summary>
    public async Task<Overview> ReadAsync(DurableTaskClient durable, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<StoredPlan>> stored = plans.ListAsync(cancellationToken);
        Task<HaltState?> halt = halts.FindAsync(cancellationToken);
        Task<IReadOnlyList<Api.Settings.QuotaUse>> uses = quotas.SharedAsync(cancellationToken);
        Task<IReadOnlyList<string>> lost = undelivered.ListAsync(MaxUndelivered, cancellationToken);
        IReadOnlyList<RunRecord> read = await runs.ListAsync(null, MaxRuns, cancellationToken);
        RunRecord[] open = [.. read.Where(run => run.Outcome is null)];
        RunView[] seen = await Task.WhenAll(open.Take(MaxRunning).Select(run => views.ReadAsync(run, durable, cancellationToken)));

        IReadOnlyList<PlanOverview> found = PlanOverviews.Of(read, seen, await stored);
        IReadOnlyList<AttentionItem> attention = AttentionItems.Of(await halt, await uses, found, await lost);
        RunningRun[] running = [.. seen.Where(view => view.Outcome is null).Select(view => Running(view, open))];
        return new Overview(
            [.. found.Take(MaxPlans)], running, [.. attention.Take(MaxAttention)],
            new OverviewLeftOut(
                read.Count, read.Count == MaxRuns, Math.Max(0, found.Count - MaxPlans), Math.Max(0, open.Length - MaxRunning),
                Math.Max(0, attention.Count - MaxAttention)));
    }

    private static RunningRun Running(RunView view, RunRecord[] open) => new(
        view.RunId, view.Plan, view.Stage, open.First(run => run.RunId == view.RunId).CancelRequested, view.CreatedAt, view.Load);
}
