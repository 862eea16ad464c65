using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.WebSockets;

/// <summary>
/// Sends a message, and waits for the one that answers it. Without one, its time is none that a user waits for.
/// </summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class SendCall(SendStep step, CallContext context) : Call(step, context)
{
    private readonly CompiledBody _message = CompiledBody.Of(step.Message, context.Scenario);
    private readonly CompiledMatch? _match = step.Receive is null ? null : new CompiledMatch(step.Receive);

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        byte[] message = _message.Render(iteration);
        if (iteration.Streams.Find(step.Socket) is not LiveWebSocket socket || socket.Messages.Ended is not null)
        {
            return await RefuseAsync(iteration.Streams.Find(step.Socket)?.Messages.Ended ?? $"'{step.Socket}' is not connected");
        }

        // From before the send on: an answer may come before the send is over.
        MessageWait? wait = _match is null ? null : new MessageWait(_match, iteration, Context.Loop.Wait(), sentAt + Timeout);
        if (wait is not null)
        {
            socket.Messages.Await(wait, withKept: false);
        }

        string? failure = await SendAsync(socket, message);
        if (failure is not null)
        {
            wait?.End(Context.Loop, failure);
        }

        if (wait is not null)
        {
            await wait.Task;
        }

        return new CallEnd(wait?.Last?.At ?? Now)
        {
            Failure = wait is null ? failure : wait.Failure,
            IsTimedOut = wait?.IsTimedOut == true || failure == "timeout",
            HasLatency = wait is not null,
            Answer = wait?.Last,
            Instead = wait?.PassedOver,
            BytesSent = message.Length,
        };
    }

    private async ValueTask<string?> SendAsync(LiveWebSocket socket, byte[] message)
    {
        using CancellationTokenSource limit = LimitOf(Timeout);
        string? failure = await Context.Loop.ResultOfAsync(socket.SendAsync(message, step.Message is TextBody, limit.Token));
        if (failure is null)
        {
            socket.Messages.Meter.Sent(message.Length);
        }

        return failure is not null && Context.Stop.IsCut ? StreamRegistry.CutOff : failure;
    }
}
