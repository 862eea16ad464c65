using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Reports;

/// <summary>Compares any two runs, whether or not one is a baseline of the other.</summary>
public sealed class CompareApi(RunStore runs, RunBlobs blobs, VerdictStore verdicts, RunLinks links)
{
    private const double MaxMargin = 1;

    /// <summary>
    /// The numbers of the run <c>?head=</c> against those of <c>?base=</c>; <c>?margin=5%</c> is the change within which two numbers
    /// are the same. What differs in how they were measured is said, and does not stand in the way.
    /// </summary>
    [Function("CompareRuns")]
    [RequireRole(Role.Read)]
    [Answers(typeof(CompareView))]
    [Query("base", "Id of the baseline run.", Required = true)]
    [Query("head", "Id of the candidate run.", Required = true)]
    [Query("margin", "The largest change that counts as equal, such as 10%; 5% by default.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compare")] HttpRequest request, CancellationToken cancellationToken)
    {
        List<FieldProblem> problems = [];
        MeasuredRun? before = await FindAsync("base", request, problems, cancellationToken);
        MeasuredRun? now = await FindAsync("head", request, problems, cancellationToken);
        double margin = Margin(request.Query["margin"], problems);
        if (before is null || now is null || problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        RunComparison comparison = RunComparer.Compare(before.Summary, now.Summary, margin);
        return Results.Json(
            new CompareView(
                ComparedRunView.Of(before.Record, links), ComparedRunView.Of(now.Record, links), comparison.Outcome, comparison.Margin,
                await DifferencesAsync(before.Record, now.Record, cancellationToken), comparison.Numbers),
            PerfJson.Options);
    }

    private async Task<MeasuredRun?> FindAsync(string field, HttpRequest request, List<FieldProblem> problems, CancellationToken cancellationToken)
    {
        string? id = request.Query[field];
        RunRecord? run = string.IsNullOrEmpty(id) ? null : await runs.FindAsync(id, cancellationToken);
        RunSummary? summary = run?.Outcome is null ? null : await blobs.FindSummaryAsync(run.RunId, cancellationToken);
        if (summary is not null)
        {
            return new MeasuredRun(run!, summary);
        }

        string message = string.IsNullOrEmpty(id) ? "is missing"
            : run is null ? "is not a run of this service"
            : run.Outcome is null ? "is a run that has not ended yet"
            : "is a run that measured nothing";
        problems.Add(new FieldProblem(field, id, message, "the id of a run that has ended, as GET /api/runs lists them"));
        return null;
    }

    private static double Margin(string? text, List<FieldProblem> problems)
    {
        if (text is null)
        {
            return RunComparer.UsualMargin;
        }

        if (!Percents.TryParse(text, out double margin) || margin is < 0 or > MaxMargin)
        {
            problems.Add(new FieldProblem("margin", text, "is not a valid margin", $"{Percents.Allowed}, at most {Percents.Format(MaxMargin)}"));
        }

        return margin;
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(
        RunRecord before, RunRecord now, CancellationToken cancellationToken)
    {
        RunConditions? then = await verdicts.ConditionsAsync(before.Plan, before.RunId, cancellationToken);
        RunConditions? here = await verdicts.ConditionsAsync(now.Plan, now.RunId, cancellationToken);
        return then is null || here is null
            ? [$"the conditions of run {(here is null ? now : before).RunId} are unknown"]
            : [.. here.DifferencesOf(then).Select(difference => $"the base had {difference}")];
    }

    private sealed record MeasuredRun(RunRecord Record, RunSummary Summary);
}
