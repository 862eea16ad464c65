using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.WebSockets;

/// <summary>Opens a WebSocket. Its time is that of the handshake, from the look-up of the name to the response.</summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class ConnectCall(ConnectStep step, CallContext context) : Call(step, context)
{
    private readonly CompiledStep _request = new(step, context.Scenario);
    private readonly QuotedFailures _codes = new();

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        if (Context.Drafts.TryMake(_request, iteration, null, out string? failure) is not { } draft)
        {
            return await RefuseAsync(failure!);
        }

        using CancellationTokenSource limit = LimitOf(Timeout);
        Handshake handshake = await Context.Loop.ResultOfAsync(
            WebSocketDialer.DialAsync(Context.Client.Invoker, draft, step.Subprotocols, limit.Token));
        TimeSpan at = Now;
        if (handshake.Head is { } head)
        {
            Context.Drafts.KeepCookies(draft, head.Headers, iteration);
        }

        if (handshake.Socket is { } socket)
        {
            MessageStream messages = new(Context.Loop, Context.Meter(step.Socket, at));
            LiveWebSocket live = new(socket, Context.Loop, messages, Context.Streams, _codes);
            live.Start();
            iteration.Streams.Add(step.Socket, live);
            if (Context.Stop.IsCut)
            {
                live.Abort();
            }
        }

        return EndOf(at, handshake.Head, handshake.Failure, draft);
    }
}
