using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Options;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs.Planning;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Makes of a request what there is to do.</summary>
public sealed class PlanRun(
    RunStore runs, KillSwitchStore killSwitch, PlanTexts plans, RunChecks checks, IOptions<RunOptions> options,
    RunTelemetry telemetry)
{
    /// <summary>Reads and resolves the plan, and keeps it as it will be run. Safe to repeat.</summary>
    [Function(nameof(PlanRun))]
    public Task<RunPlan> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(PlanRun), request.RunId, () => PlanAsync(request, context.CancellationToken));

    private async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(request.RunId, cancellationToken);
        if (await FindEndAsync(run, cancellationToken) is { } end)
        {
            return RunPlan.Of(run, end);
        }

        if (await plans.FindAsync(run, cancellationToken) is not { } found)
        {
            var none = new RunStop(RunOutcome.NoData, "The repository has no plan file at the base commit.", Quiet: true);
            return RunPlan.Of(run, none);
        }

        if (found.Source is not { } source)
        {
            return RunPlan.Of(run, new RunStop(RunOutcome.NoData, Problems("script", found.Problems)));
        }

        PlanParseResult parsed = PlanParser.Parse(source.Text, run.Chosen, source.Files);
        return parsed.IsValid
            ? await PlanAsync(request, run, parsed.Plan, source.Text, cancellationToken)
            : RunPlan.Of(run, new RunStop(RunOutcome.NoData, Problems("plan", parsed.Problems)));
    }

    private async Task<RunPlan> PlanAsync(
        RunRequest request, RunRecord run, PerfPlan parsed, string text, CancellationToken cancellationToken)
    {
        (string? target, RunStop? stop) = TargetResolver.Resolve(parsed, run);
        await plans.SaveAsync(run.RunId, text, cancellationToken);
        await runs.SetPlanAsync(run.RunId, parsed, target, cancellationToken);
        PerfPlan plan = ShapedPlan.Of(parsed, run);
        var checkedRun = new CheckedRun(run.RunId, TargetResolver.WithBases(plan, run), target, run.Trigger)
        {
            // Who wrote a script has not seen the lines of the plan that it becomes.
            Text = PlanPaths.IsScript(run.PullRequest?.PlanPath ?? "") ? null : text,
            Settings = run.Chosen,
        };
        stop ??= await checks.FindStopAsync(new PlannedRun(run, plan, checkedRun, request.IsLastAsk), cancellationToken);
        return stop is null ? RunPlan.Of(run, plan, options.Value) : RunPlan.Of(run, stop);
    }

    // What has happened to the run since it was requested.
    private async Task<RunStop?> FindEndAsync(RunRecord run, CancellationToken cancellationToken) =>
        run.SupersededBy is { } commit ? new RunStop(RunOutcome.Cancelled, $"superseded by {commit}")
        : await killSwitch.FindAsync(cancellationToken) is { } state && state.Stops(run.AskedAt)
            ? new RunStop(RunOutcome.Cancelled, state.Message)
        : run.CancelRequested ? new RunStop(RunOutcome.Cancelled, "The run was cancelled before it started.")
        : run.Skipped is { } why ? new RunStop(RunOutcome.NoData, why, Quiet: true)
        : null;

    private static string Problems(string of, IReadOnlyCollection<object> problems) =>
        $"The {of} has {problems.Count} mistake{(problems.Count == 1 ? "" : "s")}:\n" + string.Join('\n', problems.Select(p => $"- {p}"));
}
