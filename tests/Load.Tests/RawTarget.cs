using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFunctions.Load.Tests;

/// <summary>A target that does with its connections what no server should, and notes what it read.</summary>
internal sealed class RawTarget : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawConnection, Task> _serve;
    private readonly ConcurrentQueue<string> _received = new();
    private readonly ConcurrentBag<RawConnection> _connections = [];
    private readonly Task _accepting;
    private int _count;

    /// <summary>Listens; each connection is served, and closed when its server returns.</summary>
    public RawTarget(Func<RawConnection, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Heads of the requests, in the order in which they came.</summary>
    public IReadOnlyList<string> Received => [.. _received];

    public int Connections => _count;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (RawConnection connection in _connections)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync();
                RawConnection connection = new(socket, _count++, _received);
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(RawConnection connection)
    {
        try
        {
            await _serve(connection);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // The load generator closed it.
        }

        connection.Dispose();
    }
}

/// <summary>One connection to a <see cref="RawTarget"/>.</summary>
internal sealed class RawConnection(Socket socket, int number, ConcurrentQueue<string> received) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    /// <summary>Which connection, from 0.</summary>
    public int Number => number;

    /// <summary>Reads the head of the next request; null when there is none.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = await socket.ReceiveAsync(_buffer.AsMemory(_filled));
            if (read == 0)
            {
                return null;
            }

            _filled += read;
        }

        string head = Encoding.Latin1.GetString(_buffer, 0, end);
        Drop(end + 4);
        received.Enqueue(head);
        return head;
    }

    /// <summary>Reads a request with its body; null when there is none.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        string? head = await ReadHeadAsync();
        return head is not null && await ReadBodyAsync(head) ? head : null;
    }

    /// <summary>Reads the body that a head tells of; false when the connection ends before.</summary>
    public async Task<bool> ReadBodyAsync(string head)
    {
        string? length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        for (long left = length is null ? 0 : long.Parse(length.Split(':')[1], CultureInfo.InvariantCulture); left > 0;)
        {
            if (_filled == 0 && (_filled = await socket.ReceiveAsync(_buffer)) == 0)
            {
                return false;
            }

            int mine = (int)Math.Min(left, _filled);
            Drop(mine);
            left -= mine;
        }

        return true;
    }

    public async Task SendAsync(string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await socket.SendAsync(bytes);

    /// <summary>An answer after which the connection is kept.</summary>
    public Task AnswerAsync(int status = 200, string body = "fine") =>
        SendAsync($"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public void Dispose() => socket.Dispose();

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
