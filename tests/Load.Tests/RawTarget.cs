using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PerfFunctions.Load.Tests;

/// <summary>A target that does with its connections what no server should, and notes what it read.</summary>
internal sealed class RawTarget : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Way? _way;
    private readonly Func<RawConnection, Task> _serve;
    private readonly ConcurrentQueue<string> _received = new();
    private readonly ConcurrentBag<RawConnection> _connections = [];
    private readonly Task _accepting;
    private int _count;

    /// <summary>Listens in clear text; each connection is served, and closed when its server returns.</summary>
    public RawTarget(Func<RawConnection, Task> serve)
        : this(null, serve)
    {
    }

    /// <summary>Listens in the way in which the load is sent.</summary>
    public RawTarget(Way? way, Func<RawConnection, Task> serve)
    {
        _way = way;
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address =>
        new($"{(_way?.Certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

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

                // What it says before it closes goes out at once, also behind the tickets of TLS.
                socket.NoDelay = true;
                _ = ServeAsync(socket, _count++);
            }
            // The listener may have been stopped between two connections.
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        try
        {
            RawConnection connection = new(await StreamOfAsync(socket), number, _received);
            _connections.Add(connection);
            await _serve(connection);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException or AuthenticationException)
        {
            // The load generator closed it.
        }

        socket.Dispose();
    }

    private async Task<Stream> StreamOfAsync(Socket socket)
    {
        NetworkStream clear = new(socket, ownsSocket: true);
        if (_way?.Certificate is not { } certificate)
        {
            return clear;
        }

        SslStream secure = new(clear);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = _way.Tls!.Value,
        });
        return secure;
    }
}

/// <summary>One connection to a <see cref="RawTarget"/>.</summary>
internal sealed class RawConnection(Stream stream, int number, ConcurrentQueue<string> received) : IDisposable
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
            int read = await stream.ReadAsync(_buffer.AsMemory(_filled));
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

    /// <summary>Reads a number of bytes; null when fewer come.</summary>
    public async Task<byte[]?> ReadBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        return await stream.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false) == count ? bytes : null;
    }

    /// <summary>Reads whatever comes first.</summary>
    public async Task ReadSomeAsync() => _ = await stream.ReadAsync(_buffer);

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
            if (_filled == 0 && (_filled = await stream.ReadAsync(_buffer)) == 0)
            {
                return false;
            }

            int mine = (int)Math.Min(left, _filled);
            Drop(mine);
            left -= mine;
        }

        return true;
    }

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>An answer after which the connection is kept.</summary>
    public Task AnswerAsync(int status = 200, string body = "fine") =>
        SendAsync($"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public void Dispose() => stream.Dispose();

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
