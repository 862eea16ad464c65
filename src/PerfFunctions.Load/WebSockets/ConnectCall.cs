using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.WebSockets;

/// <summary>Opens a WebSocket. Its time is that of the handshake, from the look-up of the name to the response.</summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class ConnectCall(ConnectStep step, CallContext context) : Call(step, context)
{
    private readonly CompiledStep _request = new(step, context.Scenario);
    private readonly SocketOpening _opening = new(context);

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        if (Context.Drafts.TryMake(_request, iteration, null, out string? failure) is not { } draft)
        {
            return await RefuseAsync(failure!);
        }

        using CancellationTokenSource limit = LimitOf(Timeout);
        (LiveWebSocket? socket, Handshake handshake, TimeSpan at) = await _opening.OpenAsync(draft, step.Subprotocols, step.Socket, limit.Token);
        if (handshake.Head is { } head)
        {
            Context.Drafts.KeepCookies(draft, head.Headers, iteration);
        }

        if (socket is not null)
        {
            iteration.Streams.Add(step.Socket, socket);
            if (Context.Stop.IsCut)
            {
                socket.Abort();
            }
        }

        return EndOf(at, handshake.Head, handshake.Failure, draft);
    }
}
