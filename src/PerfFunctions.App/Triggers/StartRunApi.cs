using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Options;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Starts runs, or says what they would do.</summary>
public sealed class StartRunApi(
    RequestedPlans plans, RequestedRuns asked, AdmissionChecks checks, RunCosts costs, SecretSource secrets, IOptions<RunOptions> options)
{
    /// <summary>
    /// Starts a run from the plan in the body, YAML or JSON, or from the stored plan named by <c>?plan=</c>. With files beside the
    /// plan, the body is a form: a part <c>plan</c>, and a part <c>file</c> for each, its filename the path that the plan names.
    /// A k6 script becomes the plan <c>?name=</c>, as its options say.
    /// <c>?target=</c> takes the place of the plan's target, <c>?profile=</c> chooses a profile, <c>?set=</c> sets a parameter,
    /// <c>?commit=</c> and <c>?branch=</c> say what is tested. An <c>Idempotency-Key</c> makes a retry safe.
    /// <c>?dryRun=true</c> starts nothing and returns what the run would do, what it would cost and why it would be refused.
    /// </summary>
    [Function("StartRun")]
    [RequireRole(Role.Start)]
    [Takes(null, Media = "application/yaml, application/json, application/javascript, text/javascript, multipart/form-data")]
    [Answers(typeof(RunAccepted), 202)]
    [Answers(typeof(RunForecast))]
    [Query("plan", "Name of a stored plan, instead of a plan in the body.")]
    [Query("filesOf", "Name of a stored plan, whose files take the place of those that the plan names and the body lacks.")]
    [Query("name", "Name of the plan that a k6 script becomes.")]
    [Query("env", "What a k6 script reads as __ENV, NAME=VALUE; may be repeated.", Repeated = true)]
    [Query("target", "Address under test; overrides the plan's target.")]
    [Query("profile", "Profile of the plan.")]
    [Query("set", "A parameter of the plan, NAME=VALUE; may be repeated.", Repeated = true)]
    [Query("commit", "Commit under test.")]
    [Query("branch", "Branch of that commit.")]
    [Query("dryRun", "'true' starts nothing and returns what the run would do and cost.")]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        PlanUpload upload = await plans.ReadAsync(request, cancellationToken);
        if (upload.Refusal is { } refusal)
        {
            return refusal;
        }

        List<PlanProblem> unreadable = [];
        string[] set = [.. request.Query["set"].OfType<string>()];
        PlanSettings settings = SettingsReader.Read(request.Query["profile"], set, unreadable);
        PlanParseResult? parsed = upload.Problems.Count > 0 ? null : PlanParser.Parse(upload.Text, settings, upload.Files);
        string? target = request.Query["target"];
        PlanProblem[] problems =
        [
            .. unreadable, .. upload.Problems, .. parsed?.Problems ?? [], .. RequestProblems(request, target, parsed?.Plan, out RunSource source),
        ];
        if (problems.Length > 0)
        {
            return Problems.Plan(problems);
        }

        var plan = new PlanSource(Encoding.UTF8.GetString(upload.Text), upload.Files);
        var run = new CheckedRun(null, parsed!.Plan!, target ?? parsed.Plan!.Target, RunTrigger.Http)
        {
            // Who wrote a script has not seen the lines of the plan that it becomes.
            Text = upload.IsScript ? null : plan.Text,
            Settings = settings,
        };
        return request.Query["dryRun"] == "true"
            ? await ForecastAsync(run, cancellationToken)
            : await asked.StartAsync(durable, request, run, StartOf(request, plan, run, source), cancellationToken);
    }

    private async Task<IResult> ForecastAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> unset = secrets.Missing(run.Plan.Secrets);
        IReadOnlyList<PlanProblem> refusals =
        [
            .. await checks.ProblemsAsync(run, cancellationToken),
            .. unset.Count == 0
                ? []
                : new[] { new PlanProblem("", 0, string.Join(", ", unset), SecretSource.Problem(unset), "secrets that are configured") },
        ];
        return Results.Json(RunForecast.Of(run, costs, options.Value.MaxLoads, refusals), PerfJson.Options);
    }

    private static RunStart StartOf(HttpRequest request, PlanSource plan, CheckedRun run, RunSource source) =>
        new(run.Trigger, run.Plan.Name, plan.Text)
        {
            Files = plan.Files,
            Target = request.Query["target"],
            Commit = source.Commit,
            Branch = source.Branch,
            Settings = run.Settings,
            Claim = RunClaim.Of(request, "http"),
        };

    private static IEnumerable<PlanProblem> RequestProblems(
        HttpRequest request, string? target, PerfPlan? plan, out RunSource source)
    {
        List<FieldProblem> fields = [];
        source = RunSource.Of(request, fields);
        return [.. TargetProblems(target, plan), .. fields.Select(Problem)];
    }

    private static IEnumerable<PlanProblem> TargetProblems(string? target, PerfPlan? plan)
    {
        if (target is not null && HttpAddress.Problem("target", target) is { } field)
        {
            yield return Problem(field);
        }
        else if (target is null && plan is { Target: null })
        {
            yield return new PlanProblem(
                "target", 0, null, "neither the plan nor the request names a target",
                "target: in the plan, or ?target= in the request");
        }
    }

    private static PlanProblem Problem(FieldProblem field) => new(field.Field, 0, field.Value, field.Message, field.Allowed);
}
