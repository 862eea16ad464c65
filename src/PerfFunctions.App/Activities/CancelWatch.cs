using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Activities;

/// <summary>Stops long work soon after someone asked for the end of its run.</summary>
public sealed class CancelWatch(RunStore runs, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Does the work; its token falls when the run is cancelled or <paramref name="shutdown"/> falls.</summary>
    public async Task<T> RunAsync<T>(string runId, Func<CancellationToken, Task<T>> work, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        Task watching = WatchAsync(runId, stop, done.Token);
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

    private async Task WatchAsync(string runId, CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            while (!await IsCancelledAsync(runId, done))
            {
                await Task.Delay(Poll, time, done);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    // Storage that cannot be read for a while is no reason to stop a measurement; its own writes will tell.
    private async Task<bool> IsCancelledAsync(string runId, CancellationToken done)
    {
        try
        {
            return (await runs.GetAsync(runId, done)).CancelRequested;
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            return false;
        }
    }
}
