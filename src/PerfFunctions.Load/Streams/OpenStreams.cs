using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Streams;

/// <summary>
/// The streams that an iteration has open, by name: its own, and those that its user keeps over its iterations.
/// </summary>
internal sealed class OpenStreams
{
    private Dictionary<string, LiveStream>? _ofIteration;
    private Dictionary<string, LiveStream>? _ofUser;

    /// <summary>Whether a stream that the user keeps has ended.</summary>
    public bool HasLost => _ofUser is not null && _ofUser.Values.Any(stream => stream.Messages.Ended is not null);

    /// <summary>A stream; null where none of this name was opened.</summary>
    public LiveStream? Find(string name) =>
        _ofIteration?.GetValueOrDefault(name) ?? _ofUser?.GetValueOrDefault(name);

    /// <summary>Takes a stream; one that has the name is closed.</summary>
    public void Add(string name, LiveStream stream)
    {
        _ = Close(name);
        (_ofIteration ??= [])[name] = stream;
    }

    /// <summary>Closes the stream of a name, if there is one; always true.</summary>
    public bool Close(string name)
    {
        foreach (Dictionary<string, LiveStream>? open in (Dictionary<string, LiveStream>?[])[_ofIteration, _ofUser])
        {
            if (open is not null && open.Remove(name, out LiveStream? stream))
            {
                stream.Close();
            }
        }

        return true;
    }

    /// <summary>What is open belongs to the user from here on.</summary>
    public void KeepForUser()
    {
        foreach ((string name, LiveStream stream) in _ofIteration ?? [])
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

    private static void CloseAll(ref Dictionary<string, LiveStream>? open)
    {
        if (open is null)
        {
            return;
        }

        foreach (LiveStream stream in open.Values)
        {
            stream.Close();
        }

        open = null;
    }
}

/// <summary>
/// All open streams of a scenario on a loop. Belongs to the loop's thread, but for <see cref="Dispose"/> after its end.
/// </summary>
internal sealed class StreamRegistry : IDisposable
{
    /// <summary>The failure of what the end of the load cuts off.</summary>
    public const string CutOff = "cut off at the end of the load";

    private readonly HashSet<LiveStream> _open = [];

    /// <summary>Watches deadlines on a loop that has not started.</summary>
    public StreamRegistry(EventLoop loop) => loop.OnTick(now =>
    {
        foreach (LiveStream stream in _open)
        {
            stream.Messages.CutOverdue(now);
        }
    });

    /// <summary>Open streams.</summary>
    public int Count => _open.Count;

    /// <summary>A stream is open.</summary>
    public void Add(LiveStream stream) => _open.Add(stream);

    /// <summary>A stream has ended.</summary>
    public void Remove(LiveStream stream) => _open.Remove(stream);

    /// <summary>Cuts everything off.</summary>
    public void Abort()
    {
        foreach (LiveStream stream in _open)
        {
            stream.Messages.End(CutOff);
            stream.Abort();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (LiveStream stream in _open)
        {
            stream.Abort();
            stream.Dispose();
        }
    }
}
