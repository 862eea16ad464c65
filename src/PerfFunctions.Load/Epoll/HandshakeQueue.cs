using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// Connections whose handshakes are to begin, some in each cycle of the loop. A handshake takes a third of a millisecond of
/// the processor, and tens of kilobytes until it ends: when thousands of users come at once, those that have begun go on
/// before others begin.
/// </summary>
internal sealed class HandshakeQueue(EventLoop loop) : IResumable
{
    private const int MaxPerCycle = 64;

    private readonly Queue<EpollConnection> _waiting = new();

    /// <summary>Has a connection begin its handshake in a cycle to come.</summary>
    public void Add(EpollConnection connection)
    {
        _waiting.Enqueue(connection);
        if (_waiting.Count == 1)
        {
            loop.Resume(this);
        }
    }

    void IResumable.Resume()
    {
        for (int begun = 0; begun < MaxPerCycle && _waiting.TryDequeue(out EpollConnection? connection); begun++)
        {
            connection.BeginHandshake();
        }

        if (_waiting.Count > 0)
        {
            loop.Resume(this);
        }
    }
}
