using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>Passes connections on to a service, and can break all of them as a service that ends would.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly Uri _service;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly int _port;
    private TcpListener _listener;
    private Task _accepting;

    private TcpRelay(Uri service)
    {
        _service = service;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>Starts a relay to a service.</summary>
    public static TcpRelay To(Uri service) => new(service);

    /// <summary>Breaks all connections, and refuses new ones.</summary>
    public async Task BreakAsync()
    {
        _listener.Stop();
        await _accepting;
        while (_open.TryTake(out TcpClient? client))
        {
            client.Dispose();
        }
    }

    /// <summary>Accepts connections again, at the same address.</summary>
    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await BreakAsync();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = PassOnAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Stopped, perhaps between two connections.
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        TcpClient service = new();
        _open.Add(client);
        _open.Add(service);
        try
        {
            await service.ConnectAsync(_service.Host, _service.Port);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(service.GetStream()), service.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Broken, by this test or by either side.
        }

        client.Dispose();
        service.Dispose();
    }
}
