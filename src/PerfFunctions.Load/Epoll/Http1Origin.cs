using PerfFunctions.Load.Http;
using PerfFunctions.Load.Tls;

namespace PerfFunctions.Load.Epoll;

/// <summary>An origin whose connections have one exchange at a time: idle ones are used again.</summary>
internal sealed class Http1Origin(EpollTransport transport, Uri address, TimeSpan refresh, TlsServer? tls)
    : EpollOrigin(transport, address, refresh, tls)
{
    private readonly Stack<Http1Connection> _idle = new();

    /// <inheritdoc />
    public override void Send(Exchange exchange)
    {
        while (exchange.Scope is null && _idle.TryPop(out Http1Connection? idle))
        {
            if (idle.IsOpen && idle.Generation == Generation)
            {
                idle.Send(exchange);
                return;
            }

            idle.Dispose();
        }

        SendByNew(exchange);
    }

    /// <inheritdoc />
    public override bool TrySendByOwn(Exchange exchange)
    {
        if (exchange.Scope?.Connection is Http1Connection { IsOpen: true } own && own.Origin == this)
        {
            own.Send(exchange);
            return true;
        }

        return false;
    }

    /// <summary>Takes back a connection whose exchange is over.</summary>
    public void Return(Http1Connection connection)
    {
        if (connection.Generation == Generation)
        {
            _idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    /// <inheritdoc />
    protected override EpollConnection NewConnection(Exchange first) => new Http1Connection(Transport, this, first);
}
