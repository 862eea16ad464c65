using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Operates the kill switch: halts all runs, and allows them again.</summary>
public sealed class HaltApi(RequestBodies bodies, KillSwitchStore stops, Admission admission, ActivityLog audit, TimeProvider time)
{
    private const int MaxBytes = 4 * 1024;

    private const int MaxReasonLength = 500;

    /// <summary>
    /// Stops all runs within five seconds, reports what they measured, and starts no new ones until the service is resumed.
    /// Halting again replaces the reason.
    /// </summary>
    [Function("Halt")]
    [RequireRole(Role.Administer)]
    [Takes(typeof(HaltRequest))]
    [Answers(typeof(HaltView))]
    public async Task<IResult> HaltAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken)
    {
        using ReceivedBody body = await bodies.ReadAsync(request, MaxBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (ReasonOf(body.ToArray()) is not { } reason)
        {
            return Problems.Fields(
                [new FieldProblem("reason", null, "is missing or too long", $"{{ \"reason\": a text of 1 to {MaxReasonLength} characters }}")]);
        }

        // The halt comes first: no other step may delay or prevent it.
        var entry = new ActivityEntry { At = time.GetUtcNow(), Who = request.Caller(), What = ActivityKind.Halt, Reason = reason };
        return await stops.HaltAsync(new HaltState(entry.At, reason, entry.Who), () =>
            audit.AddAsync(entry, CancellationToken.None))
            ? await StateAsync(cancellationToken)
            : Problems.HaltNotStored();
    }

    /// <summary>Returns whether the service is halted, by whom and why, and which runs are still running.</summary>
    [Function("GetHalt")]
    [RequireRole(Role.Read)]
    [Answers(typeof(HaltView))]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken) =>
        StateAsync(cancellationToken);

    /// <summary>RequireRole runs again. Runs that the halt ended stay ended.</summary>
    [Function("Resume")]
    [RequireRole(Role.Administer)]
    [Answers(typeof(HaltView))]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (await stops.FindAsync(cancellationToken) is not { ResumedAt: null } state)
        {
            return Problems.Conflict("The service is not halted.");
        }

        // The log comes first: runs are never allowed again without a record of who allowed them.
        var entry = new ActivityEntry { At = time.GetUtcNow(), Who = request.Caller(), What = ActivityKind.Resume };
        await audit.AddAsync(entry, cancellationToken);
        if (await stops.ResumeAsync(state, time.GetUtcNow(), request.Caller(), cancellationToken))
        {
            return await StateAsync(cancellationToken);
        }

        const string HaltedAgain = "The service was halted again in the meantime.";
        await audit.AddAsync(entry with { Refused = HaltedAgain }, cancellationToken);
        return Problems.Conflict(HaltedAgain);
    }

    private async Task<IResult> StateAsync(CancellationToken cancellationToken)
    {
        HaltState? state = await stops.FindAsync(cancellationToken);
        string[] running = [.. (await admission.RunningAsync(cancellationToken)).Select(l => l.RunId)];
        return Results.Json(new HaltView(state is { ResumedAt: null }, state, running), PerfJson.Options);
    }

    private static string? ReasonOf(byte[] body)
    {
        try
        {
            string? reason = JsonSerializer.Deserialize<HaltRequest>(body, PerfJson.Options)?.Reason?.Trim();
            return reason is { Length: > 0 and <= MaxReasonLength } ? reason : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
