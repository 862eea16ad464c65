using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Load.Shards;

/// <summary>Takes what a shard measured, second by second.</summary>
public interface IIntervalSink
{
    /// <summary>Keeps the intervals. The same interval may come again after a retry and replaces the earlier one.</summary>
    Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken);
}
