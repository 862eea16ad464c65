using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Orchestrations;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Lists and shows runs.</summary>
public sealed class RunsApi(RunStore runs, RunViewReader reader, RunLinks links)
{
    private const int MaxListed = 200;

    /// <summary>Lists runs, newest first; <c>?count=</c> at most 200, <c>?after=</c> the last run of the page before, <c>?plan=</c> those of one plan.</summary>
    [Function("ListRuns")]
    [RequireRole(Role.Read)]
    [Answers(typeof(RunList))]
    [Query("count", "Runs per page, 1 to 200; 50 by default.")]
    [Query("after", "The runId of the last run of the previous page.")]
    [Query("plan", "Plan name: its runs alone.")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken)
    {
        string? after = request.Query["after"];
        List<FieldProblem> problems = [];
        if (!int.TryParse(request.Query["count"].FirstOrDefault() ?? "50", CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > MaxListed)
        {
            problems.Add(new FieldProblem("count", request.Query["count"], "is not a valid page size", $"1 to {MaxListed}"));
        }

        if (after is not null && !TableKeys.IsRunId(after))
        {
            problems.Add(new FieldProblem("after", after, "is not a run id", "the runId of the last run of the previous page"));
        }

        string? plan = request.Query["plan"];
        if (plan is not null && !PlanNames.IsValid(plan))
        {
            problems.Add(new FieldProblem("plan", plan, "is not a valid plan name", PlanNames.Allowed));
        }

        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        IReadOnlyList<RunRecord> page = plan is null
            ? await runs.ListAsync(after, count, cancellationToken)
            : await runs.ListOfPlanAsync(plan, after, count, cancellationToken);
        return Json(new RunList(
            [.. page.Select(run => RunView.Of(run, run.Outcome is null ? "running" : RunStage.Done, links))],
            page.Count == count ? page[^1].RunId : null));
    }

    /// <summary>One run with its live state, or its verdict.</summary>
    [Function("GetRun")]
    [RequireRole(Role.Read)]
    [Answers(typeof(RunView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        return await reader.FindAsync(id, durable, cancellationToken) is { } run ? Json(run) : Problems.NotFound($"run '{id}'");
    }

    private static IResult Json<T>(T value) => Results.Json(value, PerfJson.Options);
}
