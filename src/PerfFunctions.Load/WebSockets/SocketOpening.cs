using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.WebSockets;

/// <summary>Opens the sockets of a scenario on one loop. Belongs to the loop's thread.</summary>
/// <param name="context">The scenario and its loop.</param>
internal sealed class SocketOpening(CallContext context)
{
    private readonly QuotedFailures _codes = new();

    /// <summary>Opens one, which counts from then on; null, and the handshake says why, where there is none.</summary>
    /// <param name="draft">The request of the handshake.</param>
    /// <param name="subprotocols">Subprotocols that are offered.</param>
    /// <param name="stream">Name of the stream of its messages.</param>
    /// <param name="limit">Ends the attempt.</param>
    public async ValueTask<(LiveWebSocket? Socket, Handshake Handshake, TimeSpan At)> OpenAsync(
        RequestDraft draft, IReadOnlyList<string> subprotocols, string stream, CancellationToken limit)
    {
        Handshake handshake = await context.Loop.ResultOfAsync(WebSocketDialer.DialAsync(context.Client.Invoker, draft, subprotocols, limit));
        TimeSpan at = context.Loop.Clock.Elapsed;
        if (handshake.Socket is not { } socket)
        {
            return (null, handshake, at);
        }

        MessageStream messages = new(context.Loop, context.Meter(stream, at));
        LiveWebSocket live = new(socket, context.Loop, messages, context.Streams, _codes);
        live.Start();
        return (live, handshake, at);
    }
}
