using Azure;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>Storage that fails is tried again until it works or the host stops: nothing else could be right.</summary>
internal sealed class StorageRetry(TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Does work that may be done more than once.</summary>
    public async Task RunAsync(string instanceId, Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception problem) when (problem is RequestFailedException or AggregateException && !stopping.IsCancellationRequested)
            {
                logger.StorageFailed(problem, instanceId, Pause);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }
}
