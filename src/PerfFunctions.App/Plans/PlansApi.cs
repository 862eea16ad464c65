using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Plans;

/// <summary>Keeps stored plans and hands out the schema of plan files.</summary>
public sealed class PlansApi(PlanBodies bodies, PlanStore plans, ActivityLog audit, TimeProvider time)
{
    /// <summary>
    /// Stores a plan under its name. With files beside the plan, the body is a form: a part <c>plan</c>, and a part <c>file</c>
    /// for each, its filename the path that the plan names. A k6 script becomes a plan, as its options say.
    /// </summary>
    [Function("PutPlan")]
    [RequireRole(Role.Start)]
    [Takes(null, Media = "application/yaml, application/json, application/javascript, text/javascript, multipart/form-data")]
    [Answers(typeof(StoredPlan))]
    [Query("filesOf", "Name of a stored plan, whose files take the place of those that the plan names and the body lacks.")]
    [Query("env", "What a k6 script reads as __ENV, NAME=VALUE; may be repeated.", Repeated = true)]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/plans/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        PlanUpload upload = await bodies.ReadAsync(request, name, cancellationToken);
        if (upload.Refusal is { } refusal)
        {
            return refusal;
        }

        if (upload.Problems.Count > 0)
        {
            return Problems.Plan(upload.Problems);
        }

        PlanParseResult parsed = PlanParser.Parse(upload.Text, PlanSettings.Open, upload.Files);
        if (!parsed.IsValid)
        {
            return Problems.Plan(parsed.Problems);
        }

        if (parsed.Plan.Name != name)
        {
            return Problems.Fields([new FieldProblem("name", parsed.Plan.Name, "is not the plan name in the address", name)]);
        }

        await KeepAsync(request, ActivityKind.StorePlan, name, parsed.Plan.Target, cancellationToken);
        var source = new PlanSource(Encoding.UTF8.GetString(upload.Text), upload.Files);
        await plans.SaveAsync(name, source, parsed.Plan.Schedule, time.GetUtcNow(), cancellationToken);
        return Results.Json((await plans.FindAsync(name, cancellationToken))?.WithNextRun(time.GetUtcNow()), PerfJson.Options);
    }

    /// <summary>The text of a stored plan.</summary>
    [Function("GetPlan")]
    [RequireRole(Role.Read)]
    [Answers(null, Media = "application/yaml")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        PlanNames.IsValid(name) && await plans.FindTextAsync(name, cancellationToken) is { } text
            ? Results.Text(text, "application/yaml", Encoding.UTF8)
            : Problems.NotFound($"stored plan '{name}'");

    /// <summary>The files beside a stored plan.</summary>
    [Function("ListPlanFiles")]
    [RequireRole(Role.Read)]
    [Answers(typeof(IReadOnlyList<StoredPlanFile>))]
    public async Task<IResult> ListFilesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans/{name}/files")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        PlanNames.IsValid(name) && await plans.FindFilesAsync(name, _ => false, cancellationToken) is { } files
            ? Results.Json(files.Select(file => new StoredPlanFile(file.Path, file.Bytes)), PerfJson.Options)
            : Problems.NotFound($"stored plan '{name}'");

    /// <summary>All stored plans with their schedules.</summary>
    [Function("ListPlans")]
    [RequireRole(Role.Read)]
    [Answers(typeof(IReadOnlyList<StoredPlan>))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json((await plans.ListAsync(cancellationToken)).Select(plan => plan.WithNextRun(time.GetUtcNow())), PerfJson.Options);

    /// <summary>Forgets a stored plan.</summary>
    [Function("DeletePlan")]
    [RequireRole(Role.Start)]
    [Answers(null, 204)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/plans/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (!PlanNames.IsValid(name) || !await plans.DeleteAsync(name, cancellationToken))
        {
            return Problems.NotFound($"stored plan '{name}'");
        }

        await KeepAsync(request, ActivityKind.DeletePlan, name, null, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The JSON Schema of plan files, for editors.</summary>
    [Function("GetPlanSchema")]
    [RequireRole(Role.None)]
    [Answers(null, Media = "application/schema+json")]
    public static IResult GetSchema([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/schema/plan.json")] HttpRequest request) =>
        Results.Text(PlanSchema.Json, "application/schema+json", Encoding.UTF8);

    private Task KeepAsync(
        HttpRequest request, ActivityKind what, string plan, string? target, CancellationToken cancellationToken) =>
        audit.AddAsync(
            new ActivityEntry { At = time.GetUtcNow(), Who = request.Caller(), What = what, Plan = plan, Target = target }, cancellationToken);
}
