using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Events;

/// <summary>An open stream of events, and its reader.</summary>
internal sealed class LiveEvents : ILiveStream
{
    private readonly HttpResponseMessage _response;
    private readonly EventLoop _loop;
    private readonly StreamRegistry _registry;
    private readonly CancellationTokenSource _end = new();

    /// <summary>Begins to read. Loop thread only.</summary>
    /// <param name="response">The response, of which the head is there.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="messages">Takes the events.</param>
    /// <param name="registry">Counts it as open.</param>
    public LiveEvents(HttpResponseMessage response, EventLoop loop, MessageStream messages, StreamRegistry registry)
    {
        (_response, _loop, Messages, _registry) = (response, loop, messages, registry);
        registry.Add(this);
        messages.Meter.Opened();
        _ = ReadAllAsync();
    }

    /// <inheritdoc />
    public MessageStream Messages { get; }

    /// <inheritdoc />
    public void Close()
    {
        Messages.End("closed");
        Abort();
    }

    /// <inheritdoc />
    public void Abort()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _response.Dispose();
        _end.Dispose();
        Messages.Dispose();
    }

    private async Task ReadAllAsync()
    {
        string reason = "stream ended";
        try
        {
            using Stream body = await _response.Content.ReadAsStreamAsync(_end.Token).ConfigureAwait(false);
            EventReader reader = new(body, _loop.Clock);
            ReceivedMessage? message;
            do
            {
                await Messages.HaveRoomAsync(_end.Token).ConfigureAwait(false);
                message = await reader.ReadAsync(_end.Token).ConfigureAwait(false);
                if (message is not null)
                {
                    Messages.Post(message);
                }
            }
            while (message is not null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException or ResponseRefusedException)
        {
            reason = e is OperationCanceledException ? "closed" : TransportFailure.KindOf(e);
        }
        finally
        {
            Messages.PostEnd(reason);
            _loop.Post(Forget);
        }
    }

    private void Forget()
    {
        _registry.Remove(this);
        Dispose();
    }
}
