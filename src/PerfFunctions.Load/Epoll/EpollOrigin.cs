using System.Net;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <summary>One host and port: its addresses, and how requests come to its connections.</summary>
/// <param name="transport">The transport that it is of.</param>
/// <param name="address">An address there.</param>
/// <param name="refresh">How long a name stands for what it was resolved to.</param>
/// <param name="tls">How its connections are protected; null for clear text.</param>
internal abstract class EpollOrigin(EpollTransport transport, Uri address, TimeSpan refresh, TlsServer? tls) : IDisposable
{
    /// <summary>Why an exchange fails that the end of the load ends.</summary>
    protected const string CutOff = "cut off at the end of the load";

    /// <summary>The transport that it is of.</summary>
    public EpollTransport Transport => transport;

    /// <summary>How its connections are protected; null for clear text.</summary>
    public TlsServer? Tls => tls;

    private readonly List<Exchange> _unresolved = [];
    private readonly List<IPAddress> _answering = [];
    private IPAddress[] _addresses = [];
    private TimeSpan _resolvedAt;
    private bool _isResolving;
    private int _opened;

    /// <summary>Counts up when the name comes to stand for other addresses; older connections are not used again.</summary>
    public int Generation { get; private set; }

    /// <summary>Sends by a connection that has room, or by a new one.</summary>
    public abstract void Send(Exchange exchange);

    /// <summary>Sends by the connection that the exchange's iteration has for itself; false if it has none here.</summary>
    public abstract bool TrySendByOwn(Exchange exchange);

    /// <summary>Sends by a new connection.</summary>
    public void SendByNew(Exchange exchange)
    {
        bool isStale = transport.Loop.Clock.Elapsed - _resolvedAt > refresh;
        if (_addresses.Length == 0 || isStale)
        {
            Resolve();
        }

        if (_addresses.Length == 0)
        {
            _unresolved.Add(exchange);
        }
        else
        {
            Connect(exchange);
        }
    }

    /// <summary>Fails those that wait for an address for too long.</summary>
    public virtual void CutOverdue(TimeSpan now)
    {
        foreach (Exchange late in _unresolved.Where(e => e.Deadline <= now).ToArray())
        {
            _unresolved.Remove(late);
            late.Fail(now, "timeout", isTimedOut: true);
            Lost(late);
            transport.Loop.Resume(late);
        }
    }

    /// <summary>Fails those that wait for an address.</summary>
    public virtual void Abort() => FailUnresolved(CutOff);

    /// <summary>An address cannot be connected to: the exchange goes to the next one, and fails when there is none.</summary>
    public void CannotConnect(IPAddress to, Exchange exchange, int error)
    {
        _answering.Remove(to);
        if (_answering.Count > 0)
        {
            Connect(exchange);
            return;
        }

        // All have been tried; the next exchange begins anew.
        _answering.AddRange(_addresses);
        exchange.Fail(transport.Loop.Clock.Elapsed, Errno.KindOf(error));
        Lost(exchange);
        transport.Loop.Resume(exchange);
    }

    /// <summary>There will be no connection for an exchange that one was to be opened for.</summary>
    public virtual void Lost(Exchange first)
    {
    }

    /// <inheritdoc />
    public void Dispose() => tls?.Dispose();

    /// <summary>Makes a connection that is not open yet.</summary>
    protected abstract EpollConnection NewConnection(Exchange first);

    // In turn, so that connections spread over all the addresses of a name.
    private void Connect(Exchange exchange)
    {
        IPAddress to = _answering[_opened++ % _answering.Count];
        NewConnection(exchange).Open(new IPEndPoint(to, address.Port));
    }

    private void Resolve()
    {
        if (_isResolving)
        {
            return;
        }

        _isResolving = true;
        TimeSpan began = transport.Loop.Clock.Elapsed;
        string host = address.IdnHost;
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal))
        {
            ResolvedLiteral(host, literal, began);
        }
        else
        {
            _ = ResolveAsync(host, began);
        }
    }

    private void ResolvedLiteral(string host, IPAddress literal, TimeSpan began)
    {
        try
        {
            Resolved(transport.Names.Permitted(host, [literal]), began, null);
        }
        catch (AddressRefusedException e)
        {
            // In a cycle of its own: whoever sends has still to join those who wait.
            transport.Loop.Post(() => Refused(e.Failure));
        }
    }

    private async Task ResolveAsync(string host, TimeSpan began)
    {
        try
        {
            IPAddress[] found = await transport.Names.ResolveAsync(host, transport.Ended).ConfigureAwait(false);
            transport.Loop.Post(() => Resolved(found, began, null));
        }
        catch (AddressRefusedException e)
        {
            transport.Loop.Post(() => Refused(e.Failure));
        }
        catch (Exception e)
        {
            // Whatever it is: who waits for the address must not wait for ever.
            string failure = transport.Ended.IsCancellationRequested ? CutOff : TransportFailure.KindOf(e);
            transport.Loop.Post(() => Resolved([], began, failure));
        }
    }

    private void Resolved(IPAddress[] found, TimeSpan began, string? failure)
    {
        _isResolving = false;
        _resolvedAt = transport.Loop.Clock.Elapsed;
        if (found.Length == 0)
        {
            // Known addresses outlive a name server that has a bad moment.
            FailUnresolved(failure ?? "host not found");
            return;
        }

        Generation += _addresses.Length > 0 && !_addresses.ToHashSet().SetEquals(found) ? 1 : 0;
        _addresses = found;
        _answering.Clear();
        _answering.AddRange(found);
        Exchange[] waiting = [.. _unresolved];
        _unresolved.Clear();
        foreach (Exchange exchange in waiting)
        {
            exchange.Phases[RequestPhase.Dns] = _resolvedAt - began;
            Connect(exchange);
        }
    }

    // What the name stood for before is not used again either: it is no longer what was allowed.
    private void Refused(string failure)
    {
        _isResolving = false;
        Generation++;
        _addresses = [];
        _answering.Clear();
        FailUnresolved(failure);
    }

    private void FailUnresolved(string failure)
    {
        TimeSpan now = transport.Loop.Clock.Elapsed;
        Exchange[] waiting = [.. _unresolved];
        _unresolved.Clear();
        foreach (Exchange exchange in waiting)
        {
            exchange.Fail(now, failure);
            Lost(exchange);
            transport.Loop.Resume(exchange);
        }
    }
}
