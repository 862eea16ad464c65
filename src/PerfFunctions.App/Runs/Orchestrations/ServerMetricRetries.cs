using Microsoft.DurableTask;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Waits for server-side metrics that arrive later than the load that they cover.</summary>
internal static class ServerMetricRetries
{
    // Azure has the numbers of a minute some two or three minutes later.
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    /// <summary>Reads the series repeatedly until they are complete. The run's summary reports what cannot be read.</summary>
    public static async Task RetryServerReadAsync(this TaskOrchestrationContext context, string runId)
    {
        try
        {
            for (int attempt = 1; await context.ReadServerAsync(runId) && attempt < MaxAttempts; attempt++)
            {
                await context.CreateTimer(Wait, CancellationToken.None);
            }
        }
        catch (TaskFailedException)
        {
            // The run has its own numbers; without the server's those budgets that need them have no data.
        }
    }
}
