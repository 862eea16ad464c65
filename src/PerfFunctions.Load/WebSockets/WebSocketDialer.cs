using System.Net;
using System.Net.WebSockets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.WebSockets;

/// <summary>Opens WebSockets by the platform's client.</summary>
internal static class WebSocketDialer
{
    /// <summary>Opens one. From any thread.</summary>
    /// <param name="client">Connects to verified addresses.</param>
    /// <param name="draft">The request of the handshake.</param>
    /// <param name="subprotocols">Subprotocols that are offered.</param>
    /// <param name="limit">Ends the attempt.</param>
    public static async Task<Handshake> DialAsync(
        HttpMessageInvoker client, RequestDraft draft, IReadOnlyList<string> subprotocols, CancellationToken limit)
    {
        ClientWebSocket socket = new();
        try
        {
            Prepare(socket.Options, draft, subprotocols);
            await socket.ConnectAsync(AddressOf(draft.Address), client, limit).ConfigureAwait(false);
            return new Handshake(socket, HeadOf(socket), null);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            return new Handshake(null, null, "timeout");
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or ArgumentException
            or InvalidOperationException or NotSupportedException)
        {
            ResponseHead? head = HeadOf(socket);
            socket.Dispose();
            return new Handshake(null, head, FailureOf(head, e));
        }
    }

    private static void Prepare(ClientWebSocketOptions options, RequestDraft draft, IReadOnlyList<string> subprotocols)
    {
        // Pings of our own would be traffic that no plan asks for; those of the target are answered.
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        options.CollectHttpResponseDetails = true;
        foreach ((string name, string value) in draft.Headers)
        {
            options.SetRequestHeader(name, value);
        }

        foreach (string subprotocol in subprotocols)
        {
            options.AddSubProtocol(subprotocol);
        }
    }

    private static Uri AddressOf(Uri address) =>
        TargetAddress.AsWritten(string.Concat("ws", address.OriginalString.AsSpan("http".Length)));

    private static ResponseHead? HeadOf(ClientWebSocket socket) => socket.HttpStatusCode == 0 ? null : new ResponseHead(
        (int)socket.HttpStatusCode,
        [
            .. (socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>())
                .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v))),
        ]);

    // An answer with a status of its own is compared with what the plan expects.
    private static string? FailureOf(ResponseHead? head, Exception exception) => head?.Status switch
    {
        null => TransportFailure.KindOf(exception.InnerException ?? exception),
        (int)HttpStatusCode.SwitchingProtocols => "invalid handshake",
        < 400 => "not a WebSocket",
        _ => null,
    };
}

/// <summary>How the opening of a WebSocket went.</summary>
/// <param name="Socket">The socket; null when there is none.</param>
/// <param name="Head">The response; null when there is none.</param>
/// <param name="Failure">Why there is no socket, where the response does not say it; null otherwise.</param>
internal sealed record Handshake(ClientWebSocket? Socket, ResponseHead? Head, string? Failure);
