using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFunctions.Load.Tests;

/// <summary>
/// An HTTP proxy that finds every host on this machine. It notes the first head of each connection, answers 407 to one without the
/// authorization that it wants, and passes all bytes on.
/// </summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly string? _authorization;
    private readonly Task _accepting;

    public LoopbackProxy(string? authorization = null)
    {
        _authorization = authorization;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>First heads, connection by connection.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync();
                _sockets.Add(client);
                _ = ServeAsync(client);
            }
            // The listener may have been stopped between two connections.
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            int filled = 0;
            string head;
            do
            {
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    int read = await client.ReceiveAsync(buffer.AsMemory(filled));
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                }

                head = Encoding.Latin1.GetString(buffer, 0, end + 4);
                _heads.Enqueue(head);
                if (IsMissing(head))
                {
                    filled = 0;
                    await client.SendAsync("HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                }
            }
            while (IsMissing(head));
            await RelayAsync(client, head, buffer.AsMemory(0, filled));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // One of the two closed it.
        }
    }

    private bool IsMissing(string head) =>
        _authorization is not null && !head.Contains($"\r\nProxy-Authorization: {_authorization}\r\n", StringComparison.Ordinal);

    private async Task RelayAsync(Socket client, string head, ReadOnlyMemory<byte> received)
    {
        string[] line = head.Split(' ');
        bool isTunnel = line[0] == "CONNECT";
        int port = isTunnel ? int.Parse(line[1].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) : new Uri(line[1]).Port;
        Socket target = new(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(target);
        await target.ConnectAsync(IPAddress.Loopback, port);
        if (isTunnel)
        {
            await client.SendAsync("HTTP/1.1 200 X\r\n\r\n"u8.ToArray());
        }
        else
        {
            await target.SendAsync(received);
        }

        await Task.WhenAny(CopyAsync(client, target), CopyAsync(target, client));
        client.Dispose();
        target.Dispose();
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, read));
        }
    }
}
