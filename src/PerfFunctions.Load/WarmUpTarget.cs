using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PerfFunctions.Load;

/// <summary>A listener of this process's own on loopback that gives every request the same answer.</summary>
internal sealed class WarmUpTarget : IAsyncDisposable
{
    private static readonly byte[] Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _answering;

    /// <summary>Listens on a free port, and answers until it is disposed.</summary>
    /// <param name="isSecure">Whether it speaks TLS.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="SocketException">There is none.</exception>
    public WarmUpTarget(bool isSecure, DateTimeOffset now)
    {
        _listener.Start();
        _certificate = isSecure ? Certificate(now) : null;
        _answering = AnswerAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address =>
        new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Its certificate in PEM, to be trusted; null for clear text.</summary>
    public string? Authority => _certificate?.ExportCertificatePem();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // In this order: a listener that is stopped between two connections refuses to wait for the next.
        await _ended.CancelAsync();
        await _answering;
        _listener.Dispose();
        _certificate?.Dispose();
        _ended.Dispose();
    }

    private async Task AnswerAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptSocketAsync(_ended.Token)));
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using Stream stream = await StreamOfAsync(socket);
            byte[] buffer = new byte[4096];

            // Requests this small come in one piece on loopback; one that does not costs the warm-up a request.
            while (await stream.ReadAsync(buffer) > 0)
            {
                await stream.WriteAsync(Answer);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // The warm-up is over.
        }
    }

    private async Task<Stream> StreamOfAsync(Socket socket)
    {
        NetworkStream clear = new(socket, ownsSocket: true);
        if (_certificate is null)
        {
            return clear;
        }

        SslStream secure = new(clear);
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private static X509Certificate2 Certificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=warm-up", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
