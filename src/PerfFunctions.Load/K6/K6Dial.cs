using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.WebSockets;

namespace PerfFunctions.Load.K6;

/// <summary>Opens a socket as a script asks for it. It is counted as a request, whose time is that of the handshake.</summary>
/// <param name="step">What it is counted as.</param>
/// <param name="context">The scenario and its loop.</param>
/// <param name="opening">Opens it.</param>
/// <param name="draft">The request of the handshake.</param>
internal sealed class K6Dial(ConnectStep step, CallContext context, SocketOpening opening, RequestDraft draft) : Call(step, context)
{
    /// <summary>The socket; null where it could not be opened.</summary>
    public LiveWebSocket? Socket { get; private set; }

    /// <summary>The response; null where there is none.</summary>
    public ResponseHead? Head { get; private set; }

    /// <summary>Why there is no socket, where the response does not say it.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc />
    protected override async ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt)
    {
        using CancellationTokenSource limit = LimitOf(Timeout);
        (LiveWebSocket? socket, Handshake handshake, TimeSpan at) = await opening.OpenAsync(draft, step.Subprotocols, step.Socket, limit.Token);
        (Socket, Head, Failure) = (socket, handshake.Head, handshake.Failure);
        return EndOf(at, handshake.Head, handshake.Failure, draft);
    }
}
