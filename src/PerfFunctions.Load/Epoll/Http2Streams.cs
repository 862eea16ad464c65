using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <summary>The streams of a connection of HTTP/2 that are open.</summary>
internal sealed class Http2Streams
{
    private const int Last = int.MaxValue - 2;

    private readonly Dictionary<int, Http2Stream> _open = [];
    private readonly Stack<Http2Stream> _spare = new();
    private int _next = 1;

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Whether there is a number for one more.</summary>
    public bool HasNumber => _next < Last;

    /// <summary>Opens one for an exchange.</summary>
    public Http2Stream Open(Exchange exchange, int window, TimeSpan readyAt)
    {
        Http2Stream stream = _spare.TryPop(out Http2Stream? spare) ? spare : new Http2Stream();
        stream.Begin(_next, exchange, window, readyAt);
        _next += 2;
        _open.Add(stream.Number, stream);
        return stream;
    }

    /// <summary>The one of a number; null when it is over.</summary>
    public Http2Stream? Find(int number) => _open.GetValueOrDefault(number);

    /// <summary>Whether a frame is of a stream that is, or was, open.</summary>
    public bool Knows(in FrameHeader header) => header.Stream % 2 == 1 && header.Stream < _next;

    /// <summary>Those for which something holds, as they are now.</summary>
    public IReadOnlyList<Http2Stream> Select(Func<Http2Stream, bool> condition) => [.. _open.Values.Where(condition)];

    /// <summary>Whether one waits beyond its deadline. Asked so often that it allocates nothing.</summary>
    public bool HasLate(TimeSpan now)
    {
        foreach (Http2Stream stream in _open.Values)
        {
            if (stream.Exchange.Deadline <= now)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Changes how much all of them may send; false where that is more than there can be.</summary>
    public bool TryWiden(int bytes)
    {
        foreach (Http2Stream stream in _open.Values)
        {
            stream.Window += bytes;
            if (stream.Window > int.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One is over.</summary>
    public void Close(Http2Stream stream)
    {
        _open.Remove(stream.Number);
        _spare.Push(stream);
    }

    /// <summary>All are over; what they were.</summary>
    public Http2Stream[] CloseAll()
    {
        Http2Stream[] all = [.. _open.Values];
        _open.Clear();
        return all;
    }
}
