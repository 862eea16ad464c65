using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Streams;

/// <summary>
/// A connection that stays open between steps. One reader takes its messages as they come, whether or not a step waits for one,
/// as a browser does. What it does on the loop's thread never waits for the network.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="messages">Takes its messages.</param>
/// <param name="registry">Counts it as open.</param>
internal abstract class LiveStream(EventLoop loop, MessageStream messages, StreamRegistry registry) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Its messages.</summary>
    public MessageStream Messages => messages;

    /// <summary>Falls when it is cut off.</summary>
    protected CancellationToken CutOff => _end.Token;

    /// <summary>Begins to read. Loop thread only.</summary>
    public void Start()
    {
        registry.Add(this);
        messages.Meter.Opened();
        _ = ReadAllAsync();
    }

    /// <summary>Ends it politely, without waiting for that. Loop thread only.</summary>
    public void Close()
    {
        if (messages.Ended is null)
        {
            messages.End("closed");
            Leave();
        }
    }

    /// <summary>Cuts it off.</summary>
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
    public virtual void Dispose()
    {
        _end.Dispose();
        messages.Dispose();
    }

    /// <summary>Lets the other side know that it is over, where the protocol has a way.</summary>
    protected virtual void Leave() => Abort();

    /// <summary>Cuts it off unless it ends in a time.</summary>
    protected void AbortAfter(TimeSpan time) => _end.CancelAfter(time);

    /// <summary>The next message; null when the other side has ended.</summary>
    protected abstract Task<ReceivedMessage?> ReadAsync();

    /// <summary>Names the end of reading; null for an unexpected error.</summary>
    /// <param name="error">What went wrong; null when the other side has ended.</param>
    protected abstract string? ReasonOf(Exception? error);

    private async Task ReadAllAsync()
    {
        string reason = "failed";
        try
        {
            ReceivedMessage? message;
            do
            {
                await messages.HaveRoomAsync(CutOff).ConfigureAwait(false);
                message = await ReadAsync().ConfigureAwait(false);
                if (message is not null)
                {
                    messages.Post(message);
                }
            }
            while (message is not null);
            reason = ReasonOf(null) ?? reason;
        }
        catch (Exception e) when (ReasonOf(e) is { } named)
        {
            reason = named;
        }
        finally
        {
            messages.PostEnd(reason);
            loop.Post(Forget);
        }
    }

    private void Forget()
    {
        registry.Remove(this);
        Dispose();
    }
}
