using PerfFunctions.Load.SocketsHttp;

namespace PerfFunctions.Load.Calls;

/// <summary>
/// The platform's client for connections that stay open: to verified addresses, made when the first one is asked for.
/// </summary>
/// <param name="handlers">Makes it.</param>
internal sealed class StreamClient(HandlerFactory handlers) : IDisposable
{
    private readonly OpenConnections _open = new();
    private SocketsHttpHandler? _handler;
    private HttpMessageInvoker? _invoker;

    /// <summary>Open connections.</summary>
    public int Sockets => _open.Count;

    /// <summary>What makes the connections. Loop thread only.</summary>
    public SocketsHttpHandler Handler => _handler ??= handlers.CreateForStreams(_open);

    /// <summary>Sends requests. Loop thread only.</summary>
    public HttpMessageInvoker Invoker => _invoker ??= new HttpMessageInvoker(Handler, disposeHandler: false);

    /// <inheritdoc />
    public void Dispose()
    {
        _invoker?.Dispose();
        _handler?.Dispose();
    }
}
