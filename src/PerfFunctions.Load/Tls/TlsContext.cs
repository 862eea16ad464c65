using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PerfFunctions.Load.Tls;

/// <summary>
/// What the TLS connections of a scenario have in common: TLS 1.2 or 1.3 by the system's list of ciphers, the protocol that
/// is asked for, and the certificate by which the scenario shows who it is. Shared by all loops.
/// </summary>
internal sealed unsafe class TlsContext : IDisposable
{
    private readonly TlsContextHandle _handle;

    /// <summary>Makes it ready.</summary>
    /// <param name="protocol">The protocol that is asked for (ALPN), such as <c>http/1.1</c>.</param>
    /// <param name="certificate">Client certificate with its key; null for none.</param>
    /// <exception cref="CryptographicException">OpenSSL does not accept the certificate, or has no memory.</exception>
    public TlsContext(string protocol, X509Certificate2? certificate)
    {
        _handle = OpenSsl.NewContext(OpenSsl.ClientMethod());
        Check(!_handle.IsInvalid, "a TLS context");
        _ = OpenSsl.Control(_handle, OpenSsl.SetMinVersion, OpenSsl.Tls12, 0);
        _ = OpenSsl.Control(
            _handle, OpenSsl.SetMode, OpenSsl.PartialWrite | OpenSsl.MovingWriteBuffer | OpenSsl.ReleaseBuffers, 0);

        // Its buffer is most of what a connection takes while it is made, and a request as a rule is shorter.
        _ = OpenSsl.Control(_handle, OpenSsl.SetMaxFragment, TlsChannel.ShortFragment, 0);

        // One call of the system for each record, not one for its head and one for the rest.
        _ = OpenSsl.Control(_handle, OpenSsl.SetReadAhead, 1, 0);
        _ = OpenSsl.SetOptions(_handle, OpenSsl.IgnoreUnexpectedEnd | OpenSsl.NoRenegotiation);
        AskFor(protocol);
        if (certificate is not null)
        {
            Show(certificate);
        }
    }

    /// <summary>A new connection over a connected socket.</summary>
    /// <param name="socket">Its number.</param>
    /// <param name="serverName">The name that is asked for (SNI); null for none.</param>
    /// <param name="session">What an earlier connection to the same server agreed on; null for none.</param>
    public TlsChannel Protect(int socket, string? serverName, TlsSessionHandle? session)
    {
        TlsHandle handle = OpenSsl.NewConnection(_handle);
        Check(!handle.IsInvalid, "a TLS connection");
        nint connection = handle.DangerousGetHandle();
        if (serverName is not null)
        {
            _ = OpenSsl.Control(connection, OpenSsl.SetHostName, 0, serverName);
        }

        if (session is not null)
        {
            _ = OpenSsl.SetSession(connection, session);
        }

        return new TlsChannel(handle, socket);
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    private void AskFor(string protocol)
    {
        byte[] list = [(byte)protocol.Length, .. System.Text.Encoding.ASCII.GetBytes(protocol)];
        fixed (byte* start = list)
        {
            Check(OpenSsl.SetProtocols(_handle, start, (uint)list.Length) == 0, "the list of protocols");
        }
    }

    private void Show(X509Certificate2 certificate)
    {
        ReadOnlySpan<byte> der = certificate.RawDataMemory.Span;
        fixed (byte* start = der)
        {
            Check(OpenSsl.UseCertificate(_handle, der.Length, start) == 1, "the client certificate");
        }

        (int kind, byte[] key) = KeyOf(certificate);
        fixed (byte* start = key)
        {
            Check(OpenSsl.UsePrivateKey(kind, _handle, start, key.Length) == 1, "the key of the client certificate");
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private static (int Kind, byte[] Key) KeyOf(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPrivateKey();
        if (rsa is not null)
        {
            return (OpenSsl.Rsa, rsa.ExportPkcs8PrivateKey());
        }

        using ECDsa? curve = certificate.GetECDsaPrivateKey();
        return curve is not null
            ? (OpenSsl.EllipticCurve, curve.ExportPkcs8PrivateKey())
            : throw new CryptographicException("The client certificate has neither an RSA nor an elliptic-curve key.");
    }

    private static void Check(bool isDone, string what)
    {
        if (!isDone)
        {
            throw new CryptographicException($"OpenSSL did not accept {what}.");
        }
    }
}
