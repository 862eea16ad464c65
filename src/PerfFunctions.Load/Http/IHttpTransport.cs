namespace PerfFunctions.Load.Http;

/// <summary>
/// A way for requests to travel. It moves bytes; what they mean is settled above it, so that every transport gives the same
/// results. All of it belongs to the loop's thread.
/// </summary>
internal interface IHttpTransport : IDisposable
{
    /// <summary>Open connections, as far as they can be counted.</summary>
    int Sockets { get; }

    /// <summary>Sends the request; the exchange completes later, never within this call, whatever becomes of it.</summary>
    void Send(Exchange exchange);

    /// <summary>Cuts everything off that is in progress.</summary>
    void Abort();
}

/// <summary>Holds the connection that an iteration has for itself.</summary>
internal sealed class ConnectionScope
{
    /// <summary>The transport's own; null before the first request.</summary>
    public IDisposable? Connection { get; set; }

    /// <summary>The iteration is over.</summary>
    public void Close()
    {
        Connection?.Dispose();
        Connection = null;
    }
}
