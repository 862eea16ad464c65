using System.Net.Sockets;
using System.Text;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>A connection on which a request can be sent in parts, or left unfinished.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private NetworkStream? _stream;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        connection._stream = connection._tcp.GetStream();
        return connection;
    }

    /// <summary>Sends the head of a request that announces a body.</summary>
    public Task SendHeadAsync(string method, string path, long length, params string[] headers) => SendAsync(Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n{string.Concat(headers.Select(h => $"{h}\r\n"))}\r\n"));

    public async Task SendAsync(byte[] bytes) => await _stream!.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Ends what is sent; the answer can still be read.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The first bytes of the answer, once there are some.</summary>
    public async Task<string> ReadHeadAsync()
    {
        byte[] bytes = new byte[4_096];
        int count = await _stream!.ReadAsync(bytes, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(bytes, 0, count);
    }

    public void Dispose() => _tcp.Dispose();
}
