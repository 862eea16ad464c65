using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>A run with real load, from a plan to its end.</summary>
internal sealed class LoadRun(Service service, string runId)
{
    public string Id => runId;

    public static Task<LoadRun> StartAsync(
        Service service, TestTarget target, string plan, DateTimeOffset? at = null, string? distinct = null) =>
        StartAsync(service, target.Address, plan, at, distinct);

    public static async Task<LoadRun> StartAsync(
        Service service, Uri target, string plan, DateTimeOffset? at = null, string? distinct = null)
    {
        var start = new RunStart(RunTrigger.Http, "any", plan) { Target = target.ToString(), At = at, Distinct = distinct };
        return new LoadRun(service, await service.Get<RunStarter>().StartAsync(service.Durable, start, default));
    }

    public async Task<RunSummary> EndAsync()
    {
        OrchestrationMetadata end = await service.EndAsync(runId);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}");
        return (await service.Get<RunBlobs>().FindSummaryAsync(runId, default))!;
    }

    public Task<RunRecord> RecordAsync() => service.Get<RunStore>().GetAsync(runId, default);

    public async Task<Verdict> VerdictAsync() => (await service.Get<RunBlobs>().FindVerdictAsync(runId, default))!;

    /// <summary>
    /// The verdict of a run that keeps its budgets. On a busy machine its generators testify against themselves, and it is degraded.
    /// </summary>
    public async Task<Verdict> KeptAsync()
    {
        Verdict verdict = await VerdictAsync();
        bool isBusy = verdict.Notes.Any(note =>
            note.Contains("could not keep up", StringComparison.Ordinal) || note.Contains("was noisy in", StringComparison.Ordinal));
        Assert.True(
            verdict.Outcome == RunOutcome.Passed || (isBusy && verdict.Outcome == RunOutcome.Degraded),
            $"{verdict.Outcome}: {verdict.Headline} {string.Join(' ', verdict.Notes)}");
        return verdict;
    }

    /// <summary>Events in the history of one of the run's orchestrations.</summary>
    public async Task<int> CountHistoryAsync(string instance)
    {
        IConfiguration configuration = service.Get<IConfiguration>();
        var history = new TableClient(
            configuration["AzureWebJobsStorage"], $"{configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"]}History");
        return await history.QueryAsync<TableEntity>($"PartitionKey eq '{instance}' and RowKey ne 'sentinel'", select: ["RowKey"]).CountAsync();
    }
}
