using System.Collections.Concurrent;

[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace PerfFunctions.Browser.Tests;

/// <summary>Lends what costs a browser to a class of tests, which has it for itself meanwhile: loads in one browser disturb each other.</summary>
public abstract class Pool<T>(Func<T> make) : IAsyncDisposable
    where T : IAsyncDisposable
{
    private readonly ConcurrentBag<T> _all = [];
    private readonly ConcurrentBag<T> _free = [];

    public T Take()
    {
        if (!_free.TryTake(out T? one))
        {
            one = make();
            _all.Add(one);
        }
        return one;
    }

    public void Return(T one) => _free.Add(one);

    public async ValueTask DisposeAsync()
    {
        foreach (T one in _all)
        {
            await one.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
