using PerfFunctions.Api;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Quotas;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Stops long work soon after its run is cancelled or aborted, or everything is stopped; meanwhile the run counts as in progress.</summary>
public sealed class CancelWatch(RunStore runs, KillSwitchStore stops, Admission admission, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Does the work; its token falls when the run is cancelled or aborted, everything is stopped, or <paramref name="shutdown"/>
    /// falls.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="work">The work. It is begun with a fallen token where the run is to end already.</param>
    /// <param name="shutdown">Falls when the host goes away.</param>
    /// <param name="seen">Called with the run's row each time it is read.</param>
    public Task<T> RunAsync<T>(
        string runId, Func<CancellationToken, Task<T>> work, CancellationToken shutdown, Action<RunRecord>? seen = null) =>
        RunAsync(runId, work, done => IsStoppedAsync(runId, seen, done), shutdown);

    /// <summary>
    /// Does what belongs to the end of a run, however that came about; its token falls while the service is halted, or with
    /// <paramref name="shutdown"/>.
    /// </summary>
    public Task<T> RunToEndAsync<T>(string runId, Func<CancellationToken, Task<T>> work, CancellationToken shutdown) =>
        RunAsync(runId, work, IsHaltedAsync, shutdown);

    private async Task<T> RunAsync<T>(
        string runId, Func<CancellationToken, Task<T>> work, Func<CancellationToken, Task<bool>> isStopped, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown, stops.Unwritten);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(shutdown);

        // Before the work: no shard and no page of a stopped run may send even its first request.
        if (await isStopped(shutdown))
        {
            await stop.CancelAsync();
        }

        Task watching = WatchAsync(runId, isStopped, stop, done.Token);
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

    private async Task WatchAsync(
        string runId, Func<CancellationToken, Task<bool>> isStopped, CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            var lease = new LeaseKeeper(admission, runId, time);
            while (!stop.IsCancellationRequested && !await isStopped(done))
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

    private async Task<bool> IsHaltedAsync(CancellationToken done)
    {
        try
        {
            return await stops.FindAsync(done) is { ResumedAt: null };
        }
        catch (Exception) when (!done.IsCancellationRequested)
        {
            return false;
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
