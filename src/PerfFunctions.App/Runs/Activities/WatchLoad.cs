using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Watches load while it is in progress: shows it, and ends what a condition of the plan says must end.</summary>
public sealed class WatchLoad(
    RunFiles files, RunStore runs, RunBlobs blobs, LiveLog log, IntervalStore intervals, StartBarrier barrier, Admission admission,
    RunTelemetry telemetry, TimeProvider time)
{
    // A shard hands over a second 100 ms after its end; the rest is for its way into storage.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.2);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches until the load is over, or the run is past its limit. Begun again it goes on from what is stored.</summary>
    [Function(nameof(WatchLoad))]
    public Task RunAsync([ActivityTrigger] RunPlan plan, FunctionContext context) =>
        telemetry.StageAsync(nameof(WatchLoad), plan.RunId, () => WatchAsync(plan, context.CancellationToken));

    private async Task WatchAsync(RunPlan plan, CancellationToken shutdown)
    {
        DateTimeOffset limit = time.GetUtcNow() + TimeSpan.FromSeconds(plan.LimitSeconds);
        if (await StartAsync(plan.RunId, limit, shutdown) is not { } goAt)
        {
            await runs.SetWatchedAsync(plan.RunId, shutdown);
            return;
        }

        OpenRun run = await files.OpenAsync(plan.RunId, shutdown);
        var tail = new LoadTail(plan.RunId, run.Plan, intervals, await blobs.FindLiveAsync(plan.RunId, shutdown));
        tail.Watch.Resume(run.Record.Abort, run.Record.Ended);
        var progress = new ProgressTail(plan.RunId, run.Plan, plan.Shards, intervals, time);
        var clock = new RunClock(time, goAt);
        int seen = -1;
        bool isOver;
        do
        {
            RunRecord now = await runs.GetAsync(plan.RunId, shutdown);
            isOver = IsOver(now, limit);

            // When the load has ended, nothing more will come of its last second.
            int complete = isOver ? RunClock.SecondOf(clock.Elapsed) : RunClock.SecondOf(clock.Elapsed - Settle) - 1;
            if (complete > seen)
            {
                await LookAsync(now, tail, goAt, complete, shutdown);
                await ShowAsync(plan.RunId, progress, tail, shutdown);
                seen = complete;
            }

            TimeSpan next = TimeSpan.FromSeconds(complete + 2) + Settle - clock.Elapsed;
            await Task.Delay(isOver || next <= TimeSpan.Zero ? TimeSpan.Zero : next < Poll ? next : Poll, time, shutdown);
        }
        while (!isOver);
        await runs.SetWatchedAsync(plan.RunId, shutdown);
    }

    // Before the common start there is nothing to watch; a load that never starts ends all the same.
    private async Task<DateTimeOffset?> StartAsync(string runId, DateTimeOffset limit, CancellationToken shutdown)
    {
        // Shards may wait for their instances for longer than a lease lasts; once they work they renew it themselves.
        var lease = new LeaseKeeper(admission, runId, time);
        DateTimeOffset? goAt;
        while ((goAt = await barrier.FindGoAsync(runId, shutdown)) is null && !IsOver(await runs.GetAsync(runId, shutdown), limit))
        {
            await lease.KeepAsync(shutdown);
            await Task.Delay(Poll, time, shutdown);
        }

        return goAt;
    }

    private bool IsOver(RunRecord run, DateTimeOffset limit) =>
        run.LoadEndedAt is not null || run.Outcome is not null || time.GetUtcNow() > limit;

    private async Task LookAsync(RunRecord run, LoadTail tail, DateTimeOffset goAt, int complete, CancellationToken shutdown)
    {
        // What a run does that someone stops is no reason to call it aborted.
        bool isHit = await tail.ReadAsync(complete, shutdown);
        if (isHit && !run.CancelRequested)
        {
            await runs.SetHitsAsync(run.RunId, tail.Watch.Abort, tail.Watch.Ended, shutdown);
        }

        await log.AppendAsync(run.RunId, tail.TakeSeconds(), shutdown);
        await blobs.SaveLiveAsync(run.RunId, tail.Snapshot(goAt), shutdown);
    }

    private async Task ShowAsync(string runId, ProgressTail progress, LoadTail tail, CancellationToken shutdown)
    {
        await progress.FollowAsync(tail, shutdown);
        if (progress.IsDue)
        {
            await blobs.SaveProgressAsync(runId, progress.Show(await barrier.ReadInstancesAsync(runId, shutdown)), shutdown);
        }
    }
}
