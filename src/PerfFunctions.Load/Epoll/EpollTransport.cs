using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// HTTP/1.1 or HTTP/2 over clear text or TLS on sockets that the loop itself waits for: no thread is changed, nothing is allocated,
/// and the bytes of a request that is always the same are made once.
/// </summary>
internal sealed class EpollTransport : IHttpTransport
{
    private const int BufferSize = 64 * 1024;

    private readonly Dictionary<OriginKey, EpollOrigin> _origins = [];
    private readonly List<EpollConnection> _connections = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeSpan _dnsRefresh;
    private readonly TlsSettings? _tls;
    private readonly int? _maxStreams;

    /// <summary>Makes a transport on a loop that has sockets of its own.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="dnsRefresh">How long a name stands for what it was resolved to.</param>
    /// <param name="names">Resolves names, and says what may be connected to.</param>
    /// <param name="tls">How connections are protected; null where none is.</param>
    /// <param name="maxStreams">Most exchanges at once on a connection of HTTP/2; null for HTTP/1.1.</param>
    public EpollTransport(EventLoop loop, TimeSpan dnsRefresh, GuardedNames names, TlsSettings? tls = null, int? maxStreams = null)
    {
        _maxStreams = maxStreams;
        Loop = loop;
        Handshakes = new HandshakeQueue(loop);
        Names = names;
        Poller = loop.Sockets ?? throw new PlatformNotSupportedException("This transport needs a loop that polls sockets.");
        _dnsRefresh = dnsRefresh;
        _tls = tls;
        loop.OnTick(CutOverdue);
    }

    /// <inheritdoc />
    public int Sockets => _connections.Count;

    public EventLoop Loop { get; }

    public EpollPoller Poller { get; }

    /// <summary>Connections whose handshakes are to begin.</summary>
    public HandshakeQueue Handshakes { get; }

    /// <summary>Resolves names, and says what may be connected to.</summary>
    public GuardedNames Names { get; }

    /// <summary>Where every connection reads into: what it must remember of a piece it keeps itself.</summary>
    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);

    /// <inheritdoc />
    public void Send(Exchange exchange)
    {
        EpollOrigin origin = Find(exchange.Draft);
        if (exchange.Scope is { } scope)
        {
            if (origin.TrySendByOwn(exchange))
            {
                return;
            }

            scope.Close();
        }

        origin.Send(exchange);
    }

    /// <inheritdoc />
    public void Abort()
    {
        _ended.Cancel();
        foreach (EpollConnection connection in _connections.ToArray())
        {
            connection.Fail("cut off at the end of the load");
        }

        foreach (EpollOrigin origin in _origins.Values)
        {
            origin.Abort();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Not disposed: a look-up that comes back late still asks it.
        _ended.Cancel();
        foreach (EpollConnection connection in _connections.ToArray())
        {
            connection.Dispose();
        }

        foreach (EpollOrigin origin in _origins.Values)
        {
            origin.Dispose();
        }
    }

    /// <summary>Falls when the transport is to do nothing more.</summary>
    public CancellationToken Ended => _ended.Token;

    public void Opened(EpollConnection connection) => _connections.Add(connection);

    public void Closed(EpollConnection connection)
    {
        // Order does not matter; the last one takes the place of the one that leaves.
        int place = connection.TransportPlace;
        EpollConnection last = _connections[^1];
        _connections[place] = last;
        last.TransportPlace = place;
        _connections.RemoveAt(_connections.Count - 1);
    }

    private EpollOrigin Find(RequestDraft draft)
    {
        // A request that is the same each time knows it. Asking an address for its authority makes a string.
        if (draft.Origin is EpollOrigin known && known.Transport == this)
        {
            return known;
        }

        Uri address = draft.Address;
        string? server = address.Scheme == Uri.UriSchemeHttps ? ServerOf(draft) : null;
        OriginKey key = new(address.Authority, server);
        if (!_origins.TryGetValue(key, out EpollOrigin? origin))
        {
            TlsServer? tls = server is null ? null : new TlsServer(_tls!, server);
            origin = _maxStreams is { } most
                ? new Http2Origin(this, address, _dnsRefresh, tls, most)
                : new Http1Origin(this, address, _dnsRefresh, tls);
            _origins.Add(key, origin);
        }

        draft.Origin = origin;
        return origin;
    }

    // The host whose certificate is asked for is the one that the request names.
    private static string ServerOf(RequestDraft draft) =>
        (draft.Host is { } host ? HostHeader.AddressOf(Uri.UriSchemeHttps, host) ?? draft.Address : draft.Address).IdnHost;

    private void CutOverdue(TimeSpan now)
    {
        for (int i = _connections.Count - 1; i >= 0; i--)
        {
            if (i < _connections.Count)
            {
                _connections[i].CutOverdue(now);
            }
        }

        foreach (EpollOrigin origin in _origins.Values)
        {
            origin.CutOverdue(now);
        }
    }

    // The server is null for clear text.
    private readonly record struct OriginKey(string Authority, string? Server);
}
