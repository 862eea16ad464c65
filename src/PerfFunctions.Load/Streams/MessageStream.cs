using System.Collections.Concurrent;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Streams;

/// <summary>
/// Messages on their way from a connection to the steps that wait for them. A reader elsewhere posts them, and has room for a
/// few: the loop takes those of a cycle, and gives the room back in the next one, so that a peer that never stops sending fills
/// neither memory nor the loop's cycles, but its own connection. What no step waits for is kept for a while.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="meter">Counts.</param>
internal sealed class MessageStream(EventLoop loop, StreamMeter meter) : IResumable, IDisposable
{
    /// <summary>Largest message, bytes; a larger one ends its stream.</summary>
    public const int MaxMessage = 1024 * 1024;

    /// <summary>The failure of a stream with a larger message.</summary>
    public const string TooLarge = "message larger than 1 MB";

    private const int Room = 16;
    private const int MaxKept = 100;
    private const int MaxKeptBytes = 256 * 1024;

    private readonly SemaphoreSlim _room = new(Room);
    private readonly ConcurrentQueue<ReceivedMessage> _posted = new();
    private readonly LinkedList<ReceivedMessage> _kept = new();
    private readonly List<MessageWait> _waits = [];
    private long _keptBytes;
    private int _isPosted;
    private int _taken;
    private bool _isDisposed;

    /// <summary>Why it has ended; null while it is open. Loop thread only.</summary>
    public string? Ended { get; private set; }

    /// <summary>Counts what is sent the other way.</summary>
    public StreamMeter Meter => meter;

    /// <summary>Waits until another message may be read. From any thread.</summary>
    public Task HaveRoomAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Hands a message over, for which there must be room. From any thread.</summary>
    public void Post(ReceivedMessage message)
    {
        _posted.Enqueue(message);
        if (Interlocked.Exchange(ref _isPosted, 1) == 0)
        {
            loop.Post(Take);
        }
    }

    /// <summary>There will be no more messages. From any thread.</summary>
    public void PostEnd(string reason) => loop.Post(() =>
    {
        Take();
        End(reason);
    });

    /// <summary>There will be no more messages. Loop thread only.</summary>
    public void End(string reason)
    {
        if (Ended is not null)
        {
            return;
        }

        Ended = reason;
        meter.Closed();
        _waits.ForEach(wait => wait.End(loop, reason));
        _waits.Clear();
    }

    /// <summary>Has a step wait. Loop thread only.</summary>
    /// <param name="wait">The step.</param>
    /// <param name="withKept">Whether messages count that came before.</param>
    public void Await(MessageWait wait, bool withKept)
    {
        LinkedListNode<ReceivedMessage>? next = withKept ? _kept.First : null;
        while (next is not null && !wait.IsOver)
        {
            LinkedListNode<ReceivedMessage> here = next;
            next = here.Next;
            if (wait.Offer(here.Value, loop))
            {
                Remove(here);
            }
        }

        if (Ended is { } reason)
        {
            wait.End(loop, reason);
        }

        if (!wait.IsOver)
        {
            _waits.Add(wait);
        }
    }

    /// <summary>Ends what has waited past its deadline. Loop thread only.</summary>
    public void CutOverdue(TimeSpan now)
    {
        if (_waits.Count > 0)
        {
            _waits.ForEach(wait => wait.CutOverdue(now, loop));
            _waits.RemoveAll(wait => wait.IsOver);
        }
    }

    void IResumable.Resume()
    {
        if (!_isDisposed)
        {
            _room.Release(_taken);
        }

        _taken = 0;
    }

    /// <summary>Forgets the reader, which has ended.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _room.Dispose();
    }

    private void Take()
    {
        Volatile.Write(ref _isPosted, 0);
        int before = _taken;
        while (_posted.TryDequeue(out ReceivedMessage? message))
        {
            _taken++;
            if (Ended is null)
            {
                Deliver(message);
            }
        }

        if (before == 0 && _taken > 0)
        {
            loop.Resume(this);
        }
    }

    private void Deliver(ReceivedMessage message)
    {
        meter.Received(message);
        bool isTaken = false;
        foreach (MessageWait wait in _waits)
        {
            isTaken |= wait.Offer(message, loop);
        }

        _waits.RemoveAll(wait => wait.IsOver);
        if (!isTaken)
        {
            Keep(message);
        }
    }

    private void Keep(ReceivedMessage message)
    {
        message.Forget();
        _kept.AddLast(message);
        _keptBytes += message.Bytes;
        while (_kept.Count > MaxKept || (_keptBytes > MaxKeptBytes && _kept.Count > 1))
        {
            Remove(_kept.First!);
        }
    }

    private void Remove(LinkedListNode<ReceivedMessage> node)
    {
        _kept.Remove(node);
        _keptBytes -= node.Value.Bytes;
    }
}
