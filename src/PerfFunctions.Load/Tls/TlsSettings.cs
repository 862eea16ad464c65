using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Tls;

/// <summary>What the engine's own TLS connections of a scenario share over all loops.</summary>
/// <param name="http">What the scenario asks for.</param>
/// <param name="roots">Which servers are believed.</param>
/// <param name="certificate">Client certificate with its key; null for none.</param>
/// <param name="clock">The run's clock.</param>
internal sealed class TlsSettings(HttpSettings http, TrustedRoots roots, X509Certificate2? certificate, RunClock clock)
    : IDisposable
{
    private readonly Lazy<TlsContext?> _context = new(() => ContextOf(ProtocolOf(http.Version), certificate));

    /// <summary>Whether the system has what it takes; else the platform's client carries the scenario.</summary>
    public bool IsAvailable => _context.Value is not null;

    /// <summary>How connections are protected, where that <see cref="IsAvailable"/>.</summary>
    public TlsContext Context => _context.Value!;

    /// <summary>Which servers are believed.</summary>
    public PeerChecks Checks { get; } = new(http.VerifiesCertificate ? roots : null, clock);

    /// <summary>
    /// Whether a connection goes on with what an earlier one agreed on, as a client does that comes back. Connections that
    /// are kept are those of clients that come for the first time.
    /// </summary>
    public bool Resumes => http.Connections != ConnectionUse.KeepAlive;

    /// <summary>Whether a protocol that a server chose is the one that was asked for: who chooses none speaks HTTP/1.1.</summary>
    public bool Speaks(ReadOnlySpan<byte> chosen) =>
        chosen.IsEmpty ? http.Version != HttpProtocol.Http2 : Encoding.ASCII.GetString(chosen) == ProtocolOf(http.Version);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_context.IsValueCreated)
        {
            _context.Value?.Dispose();
        }
    }

    private static string ProtocolOf(HttpProtocol version) => version == HttpProtocol.Http2 ? "h2" : "http/1.1";

    private static TlsContext? ContextOf(string protocol, X509Certificate2? certificate)
    {
        try
        {
            return OpenSsl.IsAvailable ? new TlsContext(protocol, certificate) : null;
        }
        catch (CryptographicException)
        {
            // A key of a kind that only the platform's client can use.
            return null;
        }
    }
}
