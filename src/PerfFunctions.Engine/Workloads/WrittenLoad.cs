using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Workloads;

/// <summary>What a shard handed over to storage, to be compared with what is read back.</summary>
/// <param name="Started">Iterations started.</param>
/// <param name="Dropped">Arrivals not started.</param>
/// <param name="Completed">Requests that ended.</param>
public readonly record struct WrittenLoad(long Started, long Dropped, long Completed)
{
    /// <summary>What these counts come to.</summary>
    public static WrittenLoad Of(IntervalCounts counts) => new(counts.Started, counts.Dropped, counts.Completed);

    /// <summary>Adds two.</summary>
    public static WrittenLoad operator +(WrittenLoad a, WrittenLoad b) =>
        new(a.Started + b.Started, a.Dropped + b.Dropped, a.Completed + b.Completed);

    /// <summary>Adds two.</summary>
    public static WrittenLoad Add(WrittenLoad left, WrittenLoad right) => left + right;
}
