using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access;
using PerfFunctions.App.Guards;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers.Contract;
using PerfFunctions.Engine;

namespace PerfFunctions.App.Triggers;

/// <summary>Operates the kill switch: halts all runs, and allows them again.</summary>
public sealed class StopApi(RequestBodies bodies, StopSwitch stops, Admission admission, AuditLog audit, TimeProvider time)
{
    private const int MaxBytes = 4 * 1024;

    private const int MaxReasonLength = 500;

    /// <summary>
    /// Stops all runs within five seconds, reports what they measured, and starts no new ones until the service is resumed.
    /// Halting again replaces the reason.
    /// </summary>
    [Function("Halt")]
    [Allows(Role.Administer)]
    [Takes(typeof(StopRequest))]
    [Answers(typeof(StopView))]
    public async Task<IResult> HaltAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken)
    {
        using RequestBody body = await bodies.ReadAsync(request, MaxBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (ReasonOf(body.ToArray()) is not { } reason)
        {
            return Problems.Fields([new FieldProblem("reason", null, "is missing or too long", $"{{ \"reason\": a text of 1 to {MaxReasonLength} characters }}")]);
        }

        // The halt comes first: no other step may delay or prevent it.
        var entry = new AuditEntry { At = time.GetUtcNow(), Who = request.Caller(), What = AuditAct.Halt, Reason = reason };
        return await stops.HaltAsync(new StopState(entry.At, reason, entry.Who), () => audit.AddAsync(entry, CancellationToken.None))
            ? await StateAsync(cancellationToken)
            : Problems.HaltNotStored();
    }

    /// <summary>Returns whether the service is halted, by whom and why, and which runs are still running.</summary>
    [Function("GetHalt")]
    [Allows(Role.Read)]
    [Answers(typeof(StopView))]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken) =>
        StateAsync(cancellationToken);

    /// <summary>Allows runs again. Runs that the halt ended stay ended.</summary>
    [Function("Resume")]
    [Allows(Role.Administer)]
    [Answers(typeof(StopView))]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/halt")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (await stops.FindAsync(cancellationToken) is not { ResumedAt: null } state)
        {
            return Problems.Conflict("The service is not halted.");
        }

        // The log comes first: runs are never allowed again without a record of who allowed them.
        var entry = new AuditEntry { At = time.GetUtcNow(), Who = request.Caller(), What = AuditAct.Resume };
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
        StopState? state = await stops.FindAsync(cancellationToken);
        string[] running = [.. (await admission.RunningAsync(cancellationToken)).Select(l => l.RunId)];
        return Results.Json(new StopView(state is { ResumedAt: null }, state, running), PerfJson.Options);
    }

    private static string? ReasonOf(byte[] body)
    {
        try
        {
            string? reason = JsonSerializer.Deserialize<StopRequest>(body, PerfJson.Options)?.Reason?.Trim();
            return reason is { Length: > 0 and <= MaxReasonLength } ? reason : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Body of <c>POST api/halt</c>.</summary>
/// <param name="Reason">Why everything is halted, 1 to 500 characters.</param>
public sealed record StopRequest(string? Reason);

/// <summary>Answer of <c>api/halt</c>.</summary>
/// <param name="Halted">Whether no run may start or continue.</param>
/// <param name="Last">The last halt, resumed or not; absent if there never was one.</param>
/// <param name="Running">Runs that still measure or are ending.</param>
public sealed record StopView(bool Halted, StopState? Last, IReadOnlyList<string> Running);
