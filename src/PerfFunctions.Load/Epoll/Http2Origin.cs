using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// An origin whose connections have several exchanges at a time, as many as the server allows. One more is opened only when those
/// that there are, and those that are being opened, have no room.
/// </summary>
internal sealed class Http2Origin(EpollTransport transport, Uri address, TimeSpan refresh, TlsServer? tls, int maxStreams)
    : EpollOrigin(transport, address, refresh, tls)
{
    private readonly Queue<Exchange> _waiting = new();
    private readonly Stack<Http2Connection> _free = new();
    private int _opening;

    // Streams that the server last allowed on a connection; 0 before it has said so.
    private int _limit;

    /// <inheritdoc />
    public override void Send(Exchange exchange)
    {
        if (!IsShared(exchange))
        {
            SendByNew(exchange);
        }
        else if (_waiting.Count == 0 && FindFree() is { } connection)
        {
            connection.Send(exchange);
        }
        else
        {
            _waiting.Enqueue(exchange);
            OpenMore();
        }
    }

    /// <inheritdoc />
    public override bool TrySendByOwn(Exchange exchange)
    {
        if (exchange.Scope?.Connection is Http2Connection { HasRoom: true } own && own.Origin == this)
        {
            own.Send(exchange);
            return true;
        }

        return false;
    }

    /// <summary>Most exchanges at once on a connection, whatever the server allows.</summary>
    public int MaxStreams => maxStreams;

    /// <summary>Whether an exchange goes by a connection that others use, too.</summary>
    public static bool IsShared(Exchange exchange) => exchange.Scope is null && !exchange.Draft.EndsConnection;

    /// <summary>The server has said what it allows on a shared connection.</summary>
    public void Opened(Http2Connection connection)
    {
        _opening--;
        _limit = Math.Max(1, connection.MaxStreams);
        Freed(connection);
    }

    /// <summary>A shared connection may have room.</summary>
    public void Freed(Http2Connection connection)
    {
        if (connection.Generation != Generation)
        {
            connection.Leave();
        }
        else if (connection.HasRoom && !connection.IsListed)
        {
            connection.IsListed = true;
            _free.Push(connection);
        }

        while (_waiting.Count > 0 && FindFree() is { } free)
        {
            free.Send(_waiting.Dequeue());
        }

        OpenMore();
    }

    /// <inheritdoc />
    public override void Lost(Exchange first)
    {
        if (IsShared(first))
        {
            NotOpened();
        }
    }

    /// <summary>A shared connection ended before its server said what it allows.</summary>
    public void NotOpened()
    {
        _opening--;

        // Who waits is not to wait for one attempt after another.
        _limit = Math.Max(1, _limit);
        OpenMore();
    }

    /// <inheritdoc />
    public override void CutOverdue(TimeSpan now)
    {
        base.CutOverdue(now);
        for (int i = _waiting.Count; i > 0; i--)
        {
            Exchange exchange = _waiting.Dequeue();
            if (exchange.Deadline > now)
            {
                _waiting.Enqueue(exchange);
            }
            else
            {
                exchange.Fail(now, "timeout", isTimedOut: true);
                Transport.Loop.Resume(exchange);
            }
        }
    }

    /// <inheritdoc />
    public override void Abort()
    {
        while (_waiting.TryDequeue(out Exchange? exchange))
        {
            exchange.Fail(Transport.Loop.Clock.Elapsed, CutOff);
            Transport.Loop.Resume(exchange);
        }

        base.Abort();
    }

    /// <inheritdoc />
    protected override EpollConnection NewConnection(Exchange first) => new Http2Connection(Transport, this, first);

    private Http2Connection? FindFree()
    {
        while (_free.TryPeek(out Http2Connection? connection))
        {
            if (connection.HasRoom && connection.Generation == Generation)
            {
                return connection;
            }

            _free.Pop().IsListed = false;
            if (connection.Generation != Generation)
            {
                connection.Leave();
            }
        }

        return null;
    }

    private void OpenMore()
    {
        // Each that is being opened takes one with it, and has room for more once it is open.
        while (_waiting.Count > 0 && !Transport.Ended.IsCancellationRequested && (_opening == 0 || (_limit > 0 && _waiting.Count > _opening * (_limit - 1))))
        {
            _opening++;
            SendByNew(_waiting.Dequeue());
        }
    }
}
