using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PerfFunctions.Load.Tls;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests.Tls;

/// <summary>Protected bytes between a socket that does not block and a real server.</summary>
public sealed class TlsChannelTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_connection_goes_on_with_what_an_earlier_one_agreed_on(SslProtocols version)
    {
        Assert.SkipUnless(OpenSsl.IsAvailable, "this needs OpenSSL 3");
        using X509Certificate2 certificate = _certificates.ForServer("localhost");
        await using var target = await ProtocolTarget.StartAsync(certificate: certificate, tls: version);
        using TlsContext context = new("http/1.1", null);

        using Visit first = await Visit.ToAsync(target, context, null);
        using TlsSessionHandle? session = first.Channel.Session();
        using Visit second = await Visit.ToAsync(target, context, session);

        Assert.False(first.Channel.IsResumed);
        Assert.True(second.Channel.IsResumed);
        Assert.EndsWith("fine", second.Answer, StringComparison.Ordinal);
        Assert.Equal(certificate.RawData, Assert.Single(second.Channel.PeerCertificates()));
        Assert.Equal("http/1.1", Encoding.ASCII.GetString(second.Channel.Protocol()));
        Assert.Equal(2, target.Connections);
    }

    // One request and its answer over a connection of its own.
    private sealed class Visit(Socket socket, TlsChannel channel, string answer) : IDisposable
    {
        public TlsChannel Channel => channel;

        public string Answer => answer;

        public static async Task<Visit> ToAsync(ProtocolTarget target, TlsContext context, TlsSessionHandle? session)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, target.Address.Port);
            socket.Blocking = false;
            TlsChannel channel = context.Protect((int)socket.Handle, "localhost", session);
            while (channel.Handshake(out int error) is var state && state != HandshakeState.Done)
            {
                Assert.Equal((HandshakeState.Waiting, 0), (state, error));
                Wait(socket);
            }

            ReadOnlyMemory<byte> request = "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
            Assert.Equal(0, channel.Send(ref request));
            Assert.Equal(0, request.Length);
            StringBuilder answer = new();
            byte[] buffer = new byte[4096];
            while (!answer.ToString().EndsWith("fine", StringComparison.Ordinal))
            {
                if (channel.Receive(buffer, out _) is { } read)
                {
                    Assert.NotEqual(0, read);
                    answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }
                else
                {
                    Wait(socket);
                }
            }

            return new Visit(socket, channel, answer.ToString());
        }

        public void Dispose()
        {
            channel.Dispose();
            socket.Dispose();
        }

        private static void Wait(Socket socket) =>
            Assert.True(socket.Poll(Limit, SelectMode.SelectRead), "the server did not answer");
    }
}
