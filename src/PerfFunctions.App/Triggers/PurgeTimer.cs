using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Options;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Triggers;

/// <summary>Forgets what is older than its retention.</summary>
public sealed partial class PurgeTimer(
    RunPurge runs,
    HistoryPurge history,
    ActivityLog activities,
    CostStore costs,
    RealUserStore realUsers,
    IOptions<RunOptions> options,
    TimeProvider time,
    ILogger<PurgeTimer> log)
{
    /// <summary>
    /// Purges runs that have ended, with their measurements, reports and durable history, but not one that later runs are
    /// still compared with. What has a retention of its own is purged after that.
    /// </summary>
    [Function(nameof(PurgeTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 30 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        DateTimeOffset limit = time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        await PurgeRunsAsync(durable, limit, cancellationToken);
        DateTimeOffset activityLimit = time.GetUtcNow() - TimeSpan.FromDays(options.Value.ActivityRetentionDays);
        await activities.PurgeAsync(activityLimit, cancellationToken);
        await costs.PurgeAsync(activityLimit, cancellationToken);
        await realUsers.PurgeAsync(time.GetUtcNow(), cancellationToken);
        await realUsers.MergeAsync(time.GetUtcNow(), cancellationToken);
        await PurgeCommandsAsync(durable, limit, cancellationToken);
    }

    private async Task PurgeRunsAsync(DurableTaskClient durable, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> compared = await history.RunAsync(limit, cancellationToken);
        await foreach (RunRecord run in runs.OlderThanAsync(limit, cancellationToken))
        {
            if (await IsRunningAsync(durable, run, cancellationToken) || compared.Contains(run.RunId))
            {
                continue;
            }

            foreach (string instance in RunInstances.AllIds(run.RunId))
            {
                await durable.PurgeInstanceAsync(instance, cancellationToken);
            }

            await runs.DeleteAsync(run, cancellationToken);
            LogPurged(log, run.RunId, run.FinishedAt);
        }
    }

    // Most commands end with their run. Those that start none have nothing but their durable history.
    private static async Task PurgeCommandsAsync(
        DurableTaskClient durable, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var ended = new OrchestrationQuery(
            CreatedTo: limit,
            Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]);
        string[] commands = await durable.GetAllInstancesAsync(ended)
            .Where(i => i.Name == RunInstances.Command).Select(i => i.InstanceId).ToArrayAsync(cancellationToken);
        foreach (string command in commands)
        {
            await durable.PurgeInstanceAsync(command, cancellationToken);
        }
    }

    // A run whose orchestration broke has no outcome and never will.
    private static async Task<bool> IsRunningAsync(
        DurableTaskClient durable, RunRecord run, CancellationToken cancellationToken) =>
        run.Outcome is null && await durable.GetInstanceAsync(run.RunId, cancellationToken) is { IsCompleted: false };

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} of {FinishedAt} was purged")]
    private static partial void LogPurged(ILogger logger, string runId, DateTimeOffset? finishedAt);
}
