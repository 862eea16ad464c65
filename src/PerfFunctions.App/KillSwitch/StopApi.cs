using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Stops everything, and lets it run again.</summary>
public sealed class StopApi(RequestBodies bodies, StopSwitch stops, Admission admission, AuditLog audit, TimeProvider time)
{
    private const int MostBytes = 4 * 1024;

    private const int LongestWhy = 500;

    /// <summary>
    /// Ends all runs under way within five seconds, what they measured kept, and lets none begin until it is released.
    /// Stopping what is stopped gives a new reason.
    /// </summary>
    [Function("Stop")]
    [Allows(Role.Administer)]
    [Takes(typeof(StopRequest))]
    [Answers(typeof(StopView))]
    public async Task<IResult> StopAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stop")] HttpRequest request, CancellationToken cancellation)
    {
        using ReceivedBody body = await bodies.ReadAsync(request, MostBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (WhyOf(body.ToArray()) is not { } why)
        {
            return Problems.Fields([new FieldProblem("why", null, "does not say what everything is stopped for", $"{{ \"why\": a text of 1 to {LongestWhy} characters }}")]);
        }

        // The stop first: nothing may come before it, and nothing that fails may keep it back.
        var entry = new AuditEntry { At = time.GetUtcNow(), Who = request.Caller(), What = AuditAct.Stop, Why = why };
        return await stops.StopAsync(new StopState(entry.At, why, entry.Who), () => audit.AddAsync(entry, CancellationToken.None))
            ? await StateAsync(cancellation)
            : Problems.StopUnwritten();
    }

    /// <summary>Whether everything is stopped, by whom and why, and what is under way.</summary>
    [Function("GetStop")]
    [Allows(Role.Read)]
    [Answers(typeof(StopView))]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stop")] HttpRequest request, CancellationToken cancellation) =>
        StateAsync(cancellation);

    /// <summary>Lets runs begin again. What was asked for before stays ended.</summary>
    [Function("Release")]
    [Allows(Role.Administer)]
    [Answers(typeof(StopView))]
    public async Task<IResult> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/stop")] HttpRequest request, CancellationToken cancellation)
    {
        if (await stops.FindAsync(cancellation) is not { ReleasedAt: null } state)
        {
            return Problems.Conflict("Nothing is stopped.");
        }

        // The log first: nothing is let again that nobody is known to have let.
        var entry = new AuditEntry { At = time.GetUtcNow(), Who = request.Caller(), What = AuditAct.Release };
        await audit.AddAsync(entry, cancellation);
        if (await stops.ReleaseAsync(state, time.GetUtcNow(), request.Caller(), cancellation))
        {
            return await StateAsync(cancellation);
        }

        const string Anew = "Everything was stopped anew meanwhile.";
        await audit.AddAsync(entry with { Refused = Anew }, cancellation);
        return Problems.Conflict(Anew);
    }

    private async Task<IResult> StateAsync(CancellationToken cancellation)
    {
        StopState? state = await stops.FindAsync(cancellation);
        string[] underWay = [.. (await admission.UnderWayAsync(cancellation)).Select(l => l.RunId)];
        return Results.Json(new StopView(state is { ReleasedAt: null }, state, underWay), PerfJson.Options);
    }

    private static string? WhyOf(byte[] body)
    {
        try
        {
            string? why = JsonSerializer.Deserialize<StopRequest>(body, PerfJson.Options)?.Why?.Trim();
            return why is { Length: > 0 and <= LongestWhy } ? why : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Body of <c>POST api/stop</c>.</summary>
/// <param name="Why">What everything is stopped for.</param>
public sealed record StopRequest(string? Why);

/// <summary>Answer of <c>api/stop</c>.</summary>
/// <param name="Stopped">Whether nothing may run.</param>
/// <param name="Last">The last stop, released or not; absent where there never was one.</param>
/// <param name="UnderWay">Runs that measure, or are about to end.</param>
public sealed record StopView(bool Stopped, StopState? Last, IReadOnlyList<string> UnderWay);
