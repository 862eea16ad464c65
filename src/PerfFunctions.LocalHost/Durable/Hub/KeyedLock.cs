namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>One holder at a time per key (two keys may share a lock, so a holder never takes a second one).</summary>
internal sealed class KeyedLock : IDisposable
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> TakeAsync(string key, CancellationToken cancellation)
    {
        SemaphoreSlim one = _locks[(uint)key.GetHashCode(StringComparison.Ordinal) % _locks.Length];
        await one.WaitAsync(cancellation);
        return new Held(one);
    }

    public void Dispose()
    {
        foreach (SemaphoreSlim one in _locks)
        {
            one.Dispose();
        }
    }

    private sealed class Held(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
