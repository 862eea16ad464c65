using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Calls;

/// <summary>Waits for messages of a stream; those that came before the step count too.</summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class ReceiveCall(ReceiveStep step, CallContext context) : Call(step, context)
{
    private readonly MessageListener _listener = new(step.Receive, context);

    /// <inheritdoc />
    public override bool Sends => false;

    /// <inheritdoc />
    protected override bool LooksAtEach => true;

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        if (iteration.Streams.Find(step.Socket) is not { } stream)
        {
            return await RefuseAsync($"'{step.Socket}' is not connected");
        }

        return await _listener.ListenAsync(
            stream.Messages, iteration, sentAt, sentAt + Timeout,
            message => Look(message, message.Source, message.At, sentAt, iteration));
    }
}
