using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Epoll;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.SocketsHttp;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Runners;

/// <summary>A scenario's transports on one loop.</summary>
internal sealed class HttpTransports : IHttpTransports, IDisposable
{
    private readonly EpollTransport? _steady;
    private readonly SocketsHttpTransport _general;
    private readonly TlsSettings _tls;

    /// <summary>Makes the transports; none of them connects before it is used.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="settings">How the scenario's requests travel.</param>
    /// <param name="tls">How the engine's own connections are protected.</param>
    /// <param name="handlers">Makes the platform's client.</param>
    /// <param name="choice">Which transports there are.</param>
    public HttpTransports(EventLoop loop, HttpSettings settings, TlsSettings tls, HandlerFactory handlers, TransportChoice choice)
    {
        _tls = tls;
        _general = new SocketsHttpTransport(loop, settings, handlers);
        if (choice == TransportChoice.Best && loop.Sockets is not null && settings is { Version: HttpProtocol.Http11 or HttpProtocol.Http2, Proxy: null })
        {
            _steady = new EpollTransport(loop, settings.DnsRefresh, handlers.Names, tls, settings.Version == HttpProtocol.Http2 ? settings.MaxStreams ?? int.MaxValue : null);
        }
    }

    /// <summary>Open connections.</summary>
    public int Sockets => (_steady?.Sockets ?? 0) + _general.Sockets;

    /// <summary>Those that were used.</summary>
    public Transports Used { get; private set; }

    /// <inheritdoc />
    public IHttpTransport Of(Uri address)
    {
        if (_steady is not null && (address.Scheme == Uri.UriSchemeHttp || _tls.IsAvailable))
        {
            Used |= Transports.EventLoop;
            return _steady;
        }

        Used |= Transports.Platform;
        return _general;
    }

    /// <summary>Cuts everything off that is in progress.</summary>
    public void Abort()
    {
        _steady?.Abort();
        _general.Abort();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _steady?.Dispose();
        _general.Dispose();
    }
}
