using PerfFunctions.Api;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Service;

/// <summary>Watches a run to its end.</summary>
public sealed class RunFollower(ServiceClient client, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1);

    /// <summary>Shows progress until the run has ended. Whoever started it goes on with it: an interruption leaves it alone.</summary>
    /// <returns>The run with its verdict.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public Task<RunView> WatchAsync(string runId, IProgressView view, CancellationToken cancellationToken) =>
        view.WatchAsync(show => WatchAsync(runId, show, cancellationToken));

    /// <summary>Shows progress until the run has ended. Ctrl+C cancels the run, so that nothing goes on unseen.</summary>
    /// <returns>The run with its verdict.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<RunView> FollowAsync(string runId, IProgressView view, CancellationToken cancellationToken)
    {
        try
        {
            return await WatchAsync(runId, view, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(runId);
            throw;
        }
    }

    private async Task<RunView> WatchAsync(string runId, Action<RunView> show, CancellationToken cancellationToken)
    {
        DateTimeOffset answered = time.GetUtcNow();
        while (true)
        {
            try
            {
                RunView run = await client.GetAsync(runId, cancellationToken);
                answered = time.GetUtcNow();
                show(run);
                if (run.Outcome is not null)
                {
                    return run;
                }
            }
            catch (CliException) when (time.GetUtcNow() - answered < Outage)
            {
                // The run goes on without us; a service that is busy or restarts is asked again.
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task CancelAsync(string runId)
    {
        using var timeout = new CancellationTokenSource(CancelTimeout);
        try
        {
            await client.CancelAsync(runId, timeout.Token);
            await WatchAsync(runId, _ => { }, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or CliException)
        {
            // The request to cancel is kept by the service; it ends the run without us.
        }
    }
}
