using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Guarding;

/// <summary>
/// Connects for the browser, on loopback, by SOCKS 5: names are resolved here, and nothing is connected to that must not be,
/// whatever asks: document, redirect, script, worker, socket. The bytes pass as they are, so TLS stays between browser and site.
/// The whole time of a connection is measured; the name lookup is part of it and not separate.
/// </summary>
internal sealed class GuardedProxy : IAsyncDisposable
{
    // About how long one load asks again for the same names; the next load looks them up again, as a fresh context would.
    private static readonly TimeSpan NameLife = TimeSpan.FromSeconds(5);

    private readonly RefusedAddresses _refused = new();
    private readonly GuardedNames _names;
    private readonly TimeProvider _clock;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<string, (Task<IPAddress[]> Found, long At)> _known = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private readonly Task _accepting;

    /// <summary>Listens from now on.</summary>
    public GuardedProxy(GuardedNames names, TimeProvider clock)
    {
        (_names, _clock) = (names, clock);
        _listener.Start();
        Address = $"socks5://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, as browsers write it.</summary>
    public string Address { get; }

    /// <summary>Why the last connection that failed did, in one sentence; null when none has.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>What was not connected to because of its address, a sentence each, in any order; ten at most.</summary>
    public IReadOnlyList<string> Refused => _refused.All;

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        // In this order: a listener that is stopped between two connections refuses to wait for the next.
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_open.Keys);
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket browser = await _listener.AcceptSocketAsync(_ended.Token);
                Task serving = ServeAsync(browser);
                _open[serving] = true;
                _ = serving.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The audit is over.
        }
    }

    private async Task ServeAsync(Socket browser)
    {
        browser.NoDelay = true;
        await using NetworkStream near = new(browser, ownsSocket: true);
        try
        {
            (string host, int port) = await Socks.ReadAsync(near, _ended.Token);
            using Socket? site = await ConnectAsync(near, host, port);
            if (site is not null)
            {
                await Relay.RunAsync(browser, site, _ended.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of the two has gone.
        }
    }

    private async Task<Socket?> ConnectAsync(NetworkStream near, string host, int port)
    {
        SocksAnswer answer;
        try
        {
            IPAddress[] addresses = _names.Permitted(host, await FindAsync(host));
            Socket site = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await site.ConnectAsync(addresses, port, _ended.Token);
                await Socks.AnswerAsync(near, SocksAnswer.Connected, _ended.Token);
                return site;
            }
            catch
            {
                site.Dispose();
                throw;
            }
        }
        catch (AddressRefusedException e)
        {
            answer = SocksAnswer.NotAllowed;
            LastFailure = $"{e.Message}.";
            _refused.Add(LastFailure);
        }
        catch (SocketException e)
        {
            answer = e.SocketErrorCode == SocketError.ConnectionRefused ? SocksAnswer.Refused : SocksAnswer.Unreachable;
            LastFailure = $"No connection to {host}:{port} could be made: {TransportFailure.OfSocket(e.SocketErrorCode)}.";
        }
        await Socks.AnswerAsync(near, answer, _ended.Token);
        return null;
    }

    // What was found is looked at anew for each connection, and what is looked at is what is connected to.
    private Task<IPAddress[]> FindAsync(string host)
    {
        (Task<IPAddress[]> Found, long At) Look(string name) => (_names.LookUpAsync(name, _ended.Token), _clock.GetTimestamp());
        return _known.AddOrUpdate(host, Look, (name, old) => _clock.GetElapsedTime(old.At) < NameLife && !old.Found.IsFaulted ? old : Look(name))
            .Found;
    }
}
