using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Quic;
using System.Net.Sockets;
using System.Text;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>Every protocol that the platform has, over <see cref="SocketsHttpHandler"/>: TLS, HTTP/2, HTTP/3.</summary>
internal sealed class SocketsHttpTransport : IHttpTransport
{
    private const int BufferSize = 16 * 1024;

    // The client may choose another kept connection that is ended too.
    private const int MaxTries = 4;

    private readonly EventLoop _loop;
    private readonly HttpSettings _settings;
    private readonly HandlerFactory _handlers;
    private readonly OpenConnections _open = new();
    private readonly Lazy<HttpMessageInvoker> _shared;
    private readonly PinnedHosts? _pinned;
    private readonly HashSet<SocketsHttpExchange> _inProgress = [];
    private readonly Stack<SocketsHttpExchange> _spare = new();

    public SocketsHttpTransport(EventLoop loop, HttpSettings settings, HandlerFactory handlers)
    {
        _loop = loop;
        _settings = settings;
        _handlers = handlers;
        _pinned = settings.Version == HttpProtocol.Http3 && !handlers.Names.Policy.IsUnlimited
            ? new PinnedHosts(handlers.Names, loop.Clock, settings.DnsRefresh)
            : null;
        _shared = new(NewClient);
    }

    /// <inheritdoc />
    public int Sockets => _open.Count;

    /// <inheritdoc />
    public void Send(Exchange exchange)
    {
        SocketsHttpExchange sending = _spare.TryPop(out SocketsHttpExchange? spare) ? spare : new SocketsHttpExchange(this);
        sending.Begin(exchange, exchange.Deadline - _loop.Clock.Elapsed);
        _inProgress.Add(sending);
        _ = SendAsync(sending, ClientOf(sending));
    }

    /// <inheritdoc />
    public void Abort()
    {
        foreach (SocketsHttpExchange exchange in _inProgress)
        {
            exchange.Abort();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (SocketsHttpExchange spare in _spare)
        {
            spare.Dispose();
        }

        if (_shared.IsValueCreated)
        {
            _shared.Value.Dispose();
        }
    }

    /// <summary>Hands an exchange back. Loop thread only.</summary>
    public void Ended(SocketsHttpExchange sending)
    {
        _inProgress.Remove(sending);
        Exchange exchange = sending.Exchange;
        sending.OwnConnection?.Dispose();
        sending.OwnConnection = null;
        _spare.Push(sending);
        exchange.Complete();
    }

    private HttpMessageInvoker ClientOf(SocketsHttpExchange sending)
    {
        Exchange exchange = sending.Exchange;
        if (exchange.Scope is { } scope)
        {
            scope.Connection ??= NewClient();
            return (HttpMessageInvoker)scope.Connection;
        }

        // HTTP/1.1 has a header that ends its connection with the request; later versions have none.
        if (exchange.Draft.EndsConnection && _settings.Version != HttpProtocol.Http11)
        {
            return sending.OwnConnection = NewClient();
        }

        return _shared.Value;
    }

    private HttpMessageInvoker NewClient() => new(_handlers.Create(_open));

    private async Task SendAsync(SocketsHttpExchange sending, HttpMessageInvoker client)
    {
        Exchange exchange = sending.Exchange;
        try
        {
            if (_settings.Version == HttpProtocol.Http3 && !QuicConnection.IsSupported)
            {
                exchange.Fail(_loop.Clock.Elapsed, "http version not supported");
                return;
            }

            for (int tries = 1; !await TryAsync(sending, client, isLast: tries == MaxTries).ConfigureAwait(false); tries++)
            {
                sending.TryAgain();
            }
        }
        catch (OperationCanceledException)
        {
            exchange.Fail(_loop.Clock.Elapsed, sending.IsAborted ? "cut off at the end of the load" : "timeout",
                !sending.IsAborted);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or FormatException or InvalidOperationException or NotSupportedException)
        {
            exchange.Fail(_loop.Clock.Elapsed, TransportFailure.KindOf(e));
        }
        finally
        {
            _loop.Post(sending.End);
        }
    }

    // False when it is to be sent again.
    private async Task<bool> TryAsync(SocketsHttpExchange sending, HttpMessageInvoker client, bool isLast)
    {
        try
        {
            await ExchangeAsync(sending, client).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException e) when (!isLast && ConnectionEndedException.Behind(e) is { } ended && MaySendAgain(sending, ended))
        {
            return false;
        }
        finally
        {
            sending.Probe.WritesBehind?.EndUnlessWritten();
        }
    }

    private static bool MaySendAgain(SocketsHttpExchange sending, ConnectionEndedException ended)
    {
        if (ended.IsUnsent)
        {
            return true;
        }

        TimeSpan waited = ended.At - (sending.Probe.FirstWriteAt ?? ended.At);
        if (!ended.WasKept || !Resending.IsAllowed(sending.Exchange.Draft.Method, waited, ended.RoundTrip))
        {
            return false;
        }

        sending.Exchange.SendAgain();
        return true;
    }

    private async Task ExchangeAsync(SocketsHttpExchange sending, HttpMessageInvoker client)
    {
        Exchange exchange = sending.Exchange;
        using HttpRequestMessage request = RequestMessages.Of(exchange.Draft, _settings.Version);
        PhaseProbe.Attach(request, sending.Probe);
        if (_handlers.Proxy is { } proxy)
        {
            // The proxy makes the connection, so that nothing else looks at where it goes.
            _handlers.Names.CheckNamed(exchange.Draft.Address.IdnHost);
            if (proxy.Authorization is { } authorization && exchange.Draft.Address.Scheme == Uri.UriSchemeHttp)
            {
                request.Headers.TryAddWithoutValidation("Proxy-Authorization", authorization);
            }
        }

        if (_pinned is not null)
        {
            await _pinned.PinAsync(request, sending.Limit).ConfigureAwait(false);
        }

        using HttpResponseMessage response = await client.SendAsync(request, sending.Limit).ConfigureAwait(false);
        TimeSpan headAt = _loop.Clock.Elapsed;
        CheckLength(response);
        Keep(exchange, response);
        using Stream stream = await response.Content.ReadAsStreamAsync(sending.Limit).ConfigureAwait(false);
        await DrainAsync(exchange, stream, sending.Limit).ConfigureAwait(false);
        TimeSpan endedAt = _loop.Clock.Elapsed;
        sending.Probe.Report(exchange, headAt, endedAt);
        exchange.Succeed(endedAt);
    }

    // The client takes the first of several; leaving the response unread closes its connection.
    private static void CheckLength(HttpResponseMessage response)
    {
        if (response.Content.Headers.NonValidated.TryGetValues("Content-Length", out HeaderStringValues lengths) &&
            lengths.SelectMany(l => l.Split(',', StringSplitOptions.TrimEntries)).Distinct().Count() > 1)
        {
            throw new ResponseRefusedException(ResponseFault.TwoLengths);
        }
    }

    private static void Keep(Exchange exchange, HttpResponseMessage response)
    {
        exchange.Status = (int)response.StatusCode;
        if (response.Headers.NonValidated.TryGetValues("Server-Timing", out HeaderStringValues timings))
        {
            exchange.ServerTiming.Write(Encoding.Latin1.GetBytes(string.Join(',', timings.AsEnumerable())));
        }

        if (!exchange.KeepsHeadersOf(exchange.Status))
        {
            return;
        }

        exchange.Headers.AddRange(RequestMessages.HeadersOf(response));
    }

    private static async Task DrainAsync(Exchange exchange, Stream stream, CancellationToken limit)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit).ConfigureAwait(false)) > 0)
            {
                exchange.Receive(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
