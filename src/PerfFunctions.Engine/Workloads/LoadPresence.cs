namespace PerfFunctions.Engine.Workloads;

/// <summary>Knows whether this process sends load: a browser beside it shares its processors. Safe for use from several threads.</summary>
public sealed class LoadPresence
{
    private int _active;
    private int _begun;

    /// <summary>Load is sent until the result is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _active);
        return new Stay(this);
    }

    /// <summary>Says, when asked later, whether load was sent at any time since now.</summary>
    public Func<bool> Watch()
    {
        int begun = Volatile.Read(ref _begun);
        bool isActive = Volatile.Read(ref _active) > 0;
        return () => isActive || Volatile.Read(ref _begun) != begun;
    }

    private sealed class Stay(LoadPresence presence) : IDisposable
    {
        private LoadPresence? _presence = presence;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _presence, null) is { } left)
            {
                Interlocked.Decrement(ref left._active);
            }
        }
    }
}
