using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>Makes the platform's HTTP client as a scenario asks for it.</summary>
/// <param name="settings">What it asks for.</param>
/// <param name="certificatePem">Client certificate and key; null for none.</param>
/// <param name="clock">The run's clock.</param>
/// <param name="names">Resolves names, and says what may be connected to.</param>
/// <param name="proxy">What all requests go through; null for nothing.</param>
internal sealed class HandlerFactory(
    HttpSettings settings, string? certificatePem, RunClock clock, GuardedNames names, FixedProxy? proxy = null)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly TrustedRoots _roots = new(settings.Authority);
    private readonly X509Certificate2? _certificate =
        certificatePem is null ? null : ClientCertificate.Read(certificatePem);

    /// <summary>Resolves names, and says what may be connected to.</summary>
    public GuardedNames Names => names;

    /// <summary>What all requests go through; null for nothing.</summary>
    public FixedProxy? Proxy => proxy;

    /// <summary>A handler with connections of its own.</summary>
    /// <param name="open">Counts them.</param>
    public SocketsHttpHandler Create(OpenConnections open) => new()
    {
        UseCookies = false,
        UseProxy = proxy is not null,
        Proxy = proxy,
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
        PlaintextStreamFilter = FilterAsync,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                !settings.VerifiesCertificate || _roots.Check(certificate, chain, errors),
            ClientCertificates = _certificate is null ? null : [_certificate],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
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
            context.NegotiatedHttpVersion == HttpVersion.Version11 ? new WatchedStream(context.PlaintextStream, clock, probe?.Connect ?? TimeSpan.Zero) : context.PlaintextStream);
    }
}
