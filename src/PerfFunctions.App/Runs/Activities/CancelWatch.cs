using PerfFunctions.Api;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Quotas;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Stops long work soon after its run is cancelled or aborted, or everything is stopped; meanwhile the run counts as in progress.</summary>
public sealed class CancelWatch(RunStore runs, KillSwitchStore stops, Admission admission, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Does the work; its token falls when the run is cancelled or aborted, everything is stopped, or <paramref name="shutdown"/> falls.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="work">The work. It is begun with a fallen token where the run is to end already.</param>
    /// <param name="shutdown">Falls when the host goes away.</param>
    /// <param name="seen">Called with the run's row each time it is read.</param>
    public async Task<T> RunAsync<T>(
        string runId, Func<CancellationToken, Task<T>> work, CancellationToken shutdown, Action<RunRecord>? seen = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown, stops.Unwritten);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(shutdown);

        // Before the work: no shard and no page of a stopped run may send even its first request.
        if (await IsStoppedAsync(runId, seen, shutdown))
        {
            await stop.CancelAsync();
        }

        Task watching = WatchAsync(runId, seen, stop, done.Token);
        try
        {
            return await work(stop.Token);
        }
        finally
        {
            await done.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(string runId, Action<RunRecord>? seen, CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            var lease = new LeaseKeeper(admission, runId, time);
            while (!stop.IsCancellationRequested && !await IsStoppedAsync(runId, seen, done))
            {
                await lease.KeepAsync(done);
                await Task.Delay(Poll, time, done);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    // Storage that cannot be read for a while, however that shows, is no reason to stop a measurement, and none to look no more.
    private async Task<bool> IsStoppedAsync(string runId, Action<RunRecord>? seen, CancellationToken done)
    {
        try
        {
            Task<HaltState?> reading = stops.FindAsync(done);
            RunRecord run = await runs.GetAsync(runId, done);
            seen?.Invoke(run);
            if (await reading is not { } state || !state.Stops(run.AskedAt))
            {
                return run.CancelRequested || run.Abort is not null;
            }

            await runs.StopAsync(runId, state.Message, done);
            return true;
        }
        catch (Exception) when (!done.IsCancellationRequested)
        {
            return false;
        }
    }
}
