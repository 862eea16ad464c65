using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>Takes page views of real users. Anybody can send them; nothing of who did is kept or logged.</summary>
public sealed class BeaconApi(RealUserPlans plans, HaltedNow halted, BeaconRate rate, RequestBodies bodies, RealUserRecorder recorder)
{
    private const int MaxBytes = 8 * 1024;

    /// <summary>
    /// Takes a beacon with the web vitals of page views: <c>{ "path", "metrics": { "lcp", … } }</c>, or a list of these, for a stored
    /// plan with <c>rum</c>. The <c>Origin</c> must be one of the plan's. 204 for what is counted, and for what is not: paths of no
    /// page, values that no browser can have measured.
    /// </summary>
    [Function("PostBeacon")]
    [RequireRole(Role.None)]
    [Takes(null, Media = "text/plain, application/json")]
    [Answers(null, 204)]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/rum/{plan}")] HttpRequest request, string plan,
        CancellationToken cancellationToken)
    {
        (RealUserPlan? asked, IResult? refusal) = await FindAsync(request, plan, cancellationToken);
        refusal ??= rate.TryTake(plan) ? null : Problems.TooMany("beacons for this plan");
        if (refusal is not null)
        {
            Count("refused");
            return refusal;
        }

        using ReceivedBody body = await bodies.ReadBeaconAsync(request, MaxBytes, cancellationToken);
        if (body.Refusal is { } unread)
        {
            Count("refused");
            return unread;
        }

        if (!BeaconReader.TryRead(body.ToArray(), out IReadOnlyList<RealUserView>? views, out BeaconProblem? problem))
        {
            Count("malformed");
            return Problems.Fields([new FieldProblem(problem.Field.Length == 0 ? "beacon" : problem.Field, null, problem.Message, problem.Allowed)]);
        }

        foreach (RealUserView view in views)
        {
            bool isCounted = view.Values.Count > 0 && asked!.PageOf(view.Path) is { } page && recorder.TryAdd(plan, page, view);
            Count(isCounted ? "counted" : "dropped");
        }

        return Results.NoContent();
    }

    /// <summary>Answers the preflight request of a browser that sends a beacon as JSON.</summary>
    [Function("AllowBeacon")]
    [RequireRole(Role.None)]
    [Answers(null, 204)]
    public async Task<IResult> AllowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "api/rum/{plan}")] HttpRequest request, string plan,
        CancellationToken cancellationToken)
    {
        if ((await FindAsync(request, plan, cancellationToken)).Refusal is { } refusal)
        {
            return refusal;
        }

        BeaconOrigin.AllowJson(request.HttpContext.Response);
        return Results.NoContent();
    }

    private async Task<(RealUserPlan? Plan, IResult? Refusal)> FindAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        try
        {
            if (await halted.IsHaltedAsync(cancellationToken))
            {
                return (null, Problems.Unavailable("The service is halted."));
            }

            return await plans.FindAsync(name, cancellationToken) is not { } plan ? (null, Problems.NotFound("stored plan of this name with 'rum'"))
                : !BeaconOrigin.Allow(request, plan) ? (null, Problems.OriginRefused())
                : (plan, null);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            return (null, Problems.Busy("Storage does not respond."));
        }
    }

    private static void Count(string decision) => ServiceTelemetry.Beacons.Add(1, new KeyValuePair<string, object?>("perf.decision", decision));
}
