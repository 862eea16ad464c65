using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using PerfFunctions.Host.Triggers;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>
/// Has orchestrations live in a faster time, though the engine's is real: each instant that the engine names is theirs on the
/// way in, and each timer that they ask for is the engine's on the way out.
/// </summary>
internal sealed class FastOrchestrations(FastTime time)
{
    /// <summary>Stands between the engine and the functions.</summary>
    public TriggerInvoker Around(TriggerInvoker invoker) => async (function, input, cancellationToken) =>
    {
        if (input is not string text || !TryRead(text, out OrchestratorRequest? request))
        {
            return await invoker(function, input, cancellationToken);
        }

        await WaitForAsync(request.NewEvents.Select(one => one.TimerFired).Where(fired => fired is not null), cancellationToken);
        foreach (HistoryEvent one in request.PastEvents.Concat(request.NewEvents))
        {
            Quicken(one);
        }

        var response = OrchestratorResponse.Parser.ParseFrom(
            Convert.FromBase64String((string)(await invoker(function, Convert.ToBase64String(request.ToByteArray()), cancellationToken))!));
        foreach (CreateTimerAction timer in response.Actions.Select(action => action.CreateTimer).Where(timer => timer is not null))
        {
            timer.FireAt = time.ToReal(timer.FireAt.ToDateTimeOffset()).ToTimestamp();
        }

        return Convert.ToBase64String(response.ToByteArray());
    };

    // The engine's timers may fire up to a second early, which would be an hour here.
    private static async Task WaitForAsync(IEnumerable<TimerFiredEvent> timers, CancellationToken cancellationToken)
    {
        foreach (TimeSpan left in timers.Select(timer => timer.FireAt.ToDateTimeOffset() - DateTimeOffset.UtcNow).Where(left => left > TimeSpan.Zero))
        {
            await Task.Delay(left, cancellationToken);
        }
    }

    private void Quicken(HistoryEvent one)
    {
        one.Timestamp = ToFast(one.Timestamp);
        if (one.TimerCreated is { } created)
        {
            created.FireAt = ToFast(created.FireAt);
        }

        if (one.TimerFired is { } fired)
        {
            fired.FireAt = ToFast(fired.FireAt);
        }
    }

    private Timestamp ToFast(Timestamp real) => time.ToFast(real.ToDateTimeOffset()).ToTimestamp();

    // The input of an activity is JSON, that of an orchestration Protobuf in base 64.
    private static bool TryRead(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out OrchestratorRequest? request)
    {
        byte[] bytes = new byte[text.Length];
        request = Convert.TryFromBase64String(text, bytes, out int length) && length > 0 ? OrchestratorRequest.Parser.ParseFrom(bytes, 0, length) : null;
        return request is not null;
    }
}
