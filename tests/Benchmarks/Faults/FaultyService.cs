using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>
/// A shop with a cart and products, one of whose parts is at fault. The database and the inventory are other machines: what they
/// take is waited for, without a thread.
/// </summary>
internal sealed class FaultyService(ServiceFault fault) : IDisposable
{
    private const int UsualConnections = 100;
    private const int ConnectionsAtFault = 2;
    private const int NodesPerRequest = 4_000;
    private const int GarbagePerRequest = 200_000;

    // Beyond, an allocation could fail.
    private const double FullestHeap = 0.85;

    private static readonly TimeSpan Query = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan PooledQuery = TimeSpan.FromMilliseconds(24);
    private static readonly TimeSpan QueryPerRow = TimeSpan.FromMilliseconds(0.06);
    private static readonly TimeSpan Inventory = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan SlowInventory = TimeSpan.FromMilliseconds(90);
    private static readonly TimeSpan Locked = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan LockedPerWaiter = TimeSpan.FromMilliseconds(0.15);
    private static readonly TimeSpan Computed = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _pool = new(fault == ServiceFault.SmallPool ? ConnectionsAtFault : UsualConnections);
    private readonly SemaphoreSlim _lock = new(1);
    private readonly Lock _cacheLock = new();
    private Node? _cache;
    private int _connections;
    private int _waiting;
    private int _rows;

    /// <summary>Connections to the database that are in use.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Part of the heap that is in use, from 0 to 1.</summary>
    public static double Heap => (double)GC.GetTotalMemory(forceFullCollection: false) / GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <inheritdoc />
    public void Dispose()
    {
        _pool.Dispose();
        _lock.Dispose();
    }

    /// <summary><c>GET /cart</c></summary>
    public async Task CartAsync(HttpContext context)
    {
        await WorkAsync();
        TimeSpan db = await QueryAsync(fault == ServiceFault.SlowQuery ? Query + (QueryPerRow * Interlocked.Increment(ref _rows)) : null);
        TimeSpan inventory = await WaitAsync(fault == ServiceFault.SlowDependency ? SlowInventory : Inventory);
        await AnswerAsync(context, $"db;dur={Ms(db)}, inventory;dur={Ms(inventory)}");
    }

    /// <summary><c>GET /products</c></summary>
    public async Task ProductsAsync(HttpContext context)
    {
        await WorkAsync();
        await AnswerAsync(context, $"db;dur={Ms(await QueryAsync(null))}");
    }

    private async Task WorkAsync()
    {
        switch (fault)
        {
            case ServiceFault.Lock:
                await PassLockAsync();
                break;
            case ServiceFault.Cpu:
                Compute();
                break;
            case ServiceFault.MemoryPressure:
                Fill();
                break;
        }
    }

    // As transactions that fail and are tried again the more often, the more of them there are.
    private async Task PassLockAsync()
    {
        Interlocked.Increment(ref _waiting);
        await _lock.WaitAsync();
        try
        {
            await Task.Delay(Locked + (LockedPerWaiter * Volatile.Read(ref _waiting)));
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _lock.Release();
        }
    }

    private static void Compute()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Computed)
        {
            Thread.SpinWait(100);
        }
    }

    // Many small objects that stay, which each collection has to visit, and garbage that makes it necessary.
    private void Fill()
    {
        GC.KeepAlive(new byte[GarbagePerRequest]);
        if (Heap < FullestHeap)
        {
            using Lock.Scope scope = _cacheLock.EnterScope();
            for (int i = 0; i < NodesPerRequest; i++)
            {
                _cache = new Node(_cache);
            }
        }
    }

    // What the service states is the query, without the wait for a connection, as drivers measure it.
    private async Task<TimeSpan> QueryAsync(TimeSpan? time)
    {
        await _pool.WaitAsync();
        Interlocked.Increment(ref _connections);
        try
        {
            return await WaitAsync(time ?? (fault == ServiceFault.SmallPool ? PooledQuery : Query));
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
            _pool.Release();
        }
    }

    private static async Task<TimeSpan> WaitAsync(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(time);
        return Stopwatch.GetElapsedTime(start);
    }

    private static Task AnswerAsync(HttpContext context, string timing)
    {
        context.Response.Headers["Server-Timing"] = timing;
        return context.Response.WriteAsync("{}");
    }

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed class Node(Node? next)
    {
        public Node? Next => next;
    }
}
