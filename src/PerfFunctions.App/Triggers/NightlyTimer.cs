using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Triggers;

/// <summary>Runs stored plans when their schedule says so.</summary>
public sealed partial class NightlyTimer(PlanStore plans, RunStarter starter, TimeProvider time, ILogger<NightlyTimer> log)
{
    /// <summary>
    /// Starts every stored plan that has become due since its schedule was last looked at. A time that passed several
    /// times meanwhile (the service was down) is made up for once.
    /// </summary>
    [Function(nameof(NightlyTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 */1 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (StoredPlan plan in await plans.ListAsync(cancellationToken))
        {
            try
            {
                await StartIfDueAsync(durable, plan, now, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One plan that cannot be started must not hold up the others; it stays due, and is tried again in a minute.
                LogFailed(log, e, plan.Name);
            }
        }
    }

    private async Task StartIfDueAsync(DurableTaskClient durable, StoredPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (plan.DueAt(now) is { } due)
        {
            await StartAsync(durable, plan, due, cancellationToken);
            await plans.SetCheckedUntilAsync(plan.Name, now, cancellationToken);
        }
    }

    private async Task StartAsync(
        DurableTaskClient durable, StoredPlan plan, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (await plans.FindSourceAsync(plan.Name, cancellationToken) is not { } source)
        {
            return;
        }

        // The run is named by plan and time: a timer that fires twice, or on two hosts, starts it once.
        string distinct = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan.Name)))[..8];
        var start = new RunStart(RunTrigger.Schedule, plan.Name, source.Text)
        {
            Files = source.Files,
            At = due,
            Distinct = distinct,
            Settings = new PlanSettings { Profile = plan.Profile },
            By = new Caller(plan.Name, Role.Start, CallerProof.Schedule),
        };
        string runId = await starter.StartAsync(durable, start, cancellationToken);
        LogStarted(log, plan.Name, due, runId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Plan {Plan} could not be started")]
    private static partial void LogFailed(ILogger logger, Exception problem, string plan);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plan {Plan} was due at {Due}: run {RunId} was started")]
    private static partial void LogStarted(ILogger logger, string plan, DateTimeOffset due, string runId);
}
