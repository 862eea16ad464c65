using System.Net;

namespace PerfFunctions.Load.Tls;

/// <summary>The server of an origin as its TLS connections see it. Belongs to a loop's thread.</summary>
/// <param name="settings">What its scenario asks for.</param>
/// <param name="host">The host whose certificate it has to show.</param>
internal sealed class TlsServer(TlsSettings settings, string host) : IDisposable
{
    private TlsSessionHandle? _session;

    /// <summary>Begins a connection over a connected socket.</summary>
    public TlsChannel Protect(int socket) =>
        settings.Context.Protect(socket, IPAddress.TryParse(host, out _) ? null : host, _session);

    /// <summary>Whether the server has agreed to the protocol that was asked for.</summary>
    public bool Speaks(TlsChannel channel) => settings.Speaks(channel.Protocol());

    /// <summary>Why the server is not believed, once its handshake is done; null where it is.</summary>
    public Task<string?> FailureOfAsync(TlsChannel channel) => settings.Checks.FailureOfAsync(host, channel);

    /// <summary>A connection is about to end: the next one can go on with what it agreed on.</summary>
    public void Remember(TlsChannel channel)
    {
        if (settings.Resumes && channel.Session() is { } session)
        {
            _session?.Dispose();
            _session = session;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _session?.Dispose();
}
