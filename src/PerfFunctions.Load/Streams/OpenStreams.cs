using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Streams;

/// <summary>A connection that stays open between steps. Belongs to the loop's thread.</summary>
internal interface ILiveStream : IDisposable
{
    /// <summary>Its messages.</summary>
    MessageStream Messages { get; }

    /// <summary>Ends it politely, without waiting for that.</summary>
    void Close();

    /// <summary>Cuts it off.</summary>
    void Abort();
}

/// <summary>The streams that an iteration has open, by name: its own, and those that its user keeps over its iterations.</summary>
internal sealed class OpenStreams
{
    private Dictionary<string, ILiveStream>? _ofIteration;
    private Dictionary<string, ILiveStream>? _ofUser;

    /// <summary>Whether a stream that the user keeps has ended.</summary>
    public bool HasLost => _ofUser is not null && _ofUser.Values.Any(stream => stream.Messages.Ended is not null);

    /// <summary>A stream; null where none of this name was opened.</summary>
    public ILiveStream? Find(string name) =>
        _ofIteration?.GetValueOrDefault(name) ?? _ofUser?.GetValueOrDefault(name);

    /// <summary>Takes a stream; one that has the name is closed.</summary>
    public void Add(string name, ILiveStream stream)
    {
        _ = Close(name);
        (_ofIteration ??= [])[name] = stream;
    }

    /// <summary>Closes the stream of a name, if there is one; always true.</summary>
    public bool Close(string name)
    {
        foreach (Dictionary<string, ILiveStream>? open in (Dictionary<string, ILiveStream>?[])[_ofIteration, _ofUser])
        {
            if (open is not null && open.Remove(name, out ILiveStream? stream))
            {
                stream.Close();
            }
        }

        return true;
    }

    /// <summary>What is open belongs to the user from here on.</summary>
    public void KeepForUser()
    {
        foreach ((string name, ILiveStream stream) in _ofIteration ?? [])
        {
            (_ofUser ??= [])[name] = stream;
        }

        _ofIteration = null;
    }

    /// <summary>The iteration is over.</summary>
    public void EndIteration() => CloseAll(ref _ofIteration);

    /// <summary>The user leaves.</summary>
    public void EndUser()
    {
        CloseAll(ref _ofIteration);
        CloseAll(ref _ofUser);
    }

    private static void CloseAll(ref Dictionary<string, ILiveStream>? open)
    {
        if (open is null)
        {
            return;
        }

        foreach (ILiveStream stream in open.Values)
        {
            stream.Close();
        }

        open = null;
    }
}

/// <summary>All open streams of a scenario on a loop. Belongs to the loop's thread, but for <see cref="Dispose"/> after its end.</summary>
internal sealed class StreamRegistry : IDisposable
{
    /// <summary>The failure of what the end of the load cuts off.</summary>
    public const string CutOff = "cut off at the end of the load";

    private readonly HashSet<ILiveStream> _open = [];

    /// <summary>Watches deadlines on a loop that has not started.</summary>
    public StreamRegistry(EventLoop loop) => loop.Sweep(now =>
    {
        foreach (ILiveStream stream in _open)
        {
            stream.Messages.Sweep(now);
        }
    });

    /// <summary>Open streams.</summary>
    public int Count => _open.Count;

    /// <summary>A stream is open.</summary>
    public void Add(ILiveStream stream) => _open.Add(stream);

    /// <summary>A stream has ended.</summary>
    public void Remove(ILiveStream stream) => _open.Remove(stream);

    /// <summary>Cuts everything off.</summary>
    public void Abort()
    {
        foreach (ILiveStream stream in _open)
        {
            stream.Messages.End(CutOff);
            stream.Abort();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (ILiveStream stream in _open)
        {
            stream.Abort();
            stream.Dispose();
        }
    }
}
