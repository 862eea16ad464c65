using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>Makes the platform's HTTP client as a scenario asks for it.</summary>
/// <param name="settings">What it asks for.</param>
/// <param name="roots">Which servers are believed.</param>
/// <param name="certificate">Client certificate with its key; null for none.</param>
/// <param name="clock">The run's clock.</param>
/// <param name="names">Resolves names, and says what may be connected to.</param>
/// <param name="proxy">What all requests go through; null for nothing.</param>
internal sealed class HandlerFactory(
    HttpSettings settings, TrustedRoots roots, X509Certificate2? certificate, RunClock clock, GuardedNames names, FixedProxy? proxy = null)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>Resolves names, and says what may be connected to.</summary>
    public GuardedNames Names => names;

    /// <summary>What all requests go through; null for nothing.</summary>
    public FixedProxy? Proxy => proxy;

    /// <summary>A handler with connections of its own, for requests that are answered once.</summary>
    /// <param name="open">Counts them.</param>
    public SocketsHttpHandler Create(OpenConnections open)
    {
        SocketsHttpHandler handler = CreateForStreams(open);
        handler.UseProxy = proxy is not null;
        handler.Proxy = proxy;
        handler.PlaintextStreamFilter = FilterAsync;
        return handler;
    }

    /// <summary>A handler with connections of its own, for what stays open; a proxy does not carry it.</summary>
    /// <param name="open">Counts them.</param>
    public SocketsHttpHandler CreateForStreams(OpenConnections open) => new()
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectLimit,
        PooledConnectionLifetime = settings.DnsRefresh,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = int.MaxValue,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context, open, cancellationToken),
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
                !settings.VerifiesCertificate || roots.Check(shown, chain, errors),
            ClientCertificates = certificate is null ? null : [certificate],
            CertificateChainPolicy = TrustedRoots.Policy(),
        },
    };

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, OpenConnections open, CancellationToken cancellationToken)
    {
        PhaseProbe? probe = PhaseProbe.Of(context.InitialRequestMessage);
        TimeSpan began = clock.Elapsed;
        string host = context.DnsEndPoint.Host;
        IPAddress[] addresses = await names.ResolveAsync(host, cancellationToken);
        TimeSpan resolved = clock.Elapsed;
        Socket socket = await GuardedNames.OpenAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
        TimeSpan connected = clock.Elapsed;
        if (probe is not null)
        {
            probe.Dns = HostPattern.IsLiteral(host) ? null : resolved - began;
            probe.Connect = connected - resolved;
            probe.ConnectedAt = connected;
        }

        return new CountedStream(new NetworkStream(socket, ownsSocket: true), open);
    }

    private ValueTask<Stream> FilterAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        PhaseProbe? probe = PhaseProbe.Of(context.InitialRequestMessage);
        if (probe is { ConnectedAt: { } connected } && context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps)
        {
            probe.Tls = clock.Elapsed - connected;
        }

        return ValueTask.FromResult<Stream>(
            context.NegotiatedHttpVersion == HttpVersion.Version11
                ? new WatchedStream(context.PlaintextStream, clock, probe?.Connect ?? TimeSpan.Zero)
                : context.PlaintextStream);
    }
}
