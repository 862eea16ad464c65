using Azure.Data.Tables;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>
/// Where one shard writes its slice. Counts what it writes, and each row carries the sum: so the shard can say at its end what
/// storage must have, one that is begun again goes on with the sum, and what storage lost in between is missed.
/// </summary>
public sealed class ShardIntervals(IntervalStore store, string runId, int slice, ShardProgress? earlier, RedactedLoad redacted) : IIntervalSink
{
    private readonly Dictionary<string, WrittenLoad> _written = new(earlier?.Written ?? []);

    /// <summary>What was written of each scenario.</summary>
    public IReadOnlyDictionary<string, WrittenLoad> Written => _written;

    /// <inheritdoc />
    public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        foreach (LoadInterval interval in intervals)
        {
            WrittenLoad written = _written.GetValueOrDefault(interval.Scenario) + WrittenLoad.Of(interval.Counts);
            _written[interval.Scenario] = written;
            rows.AddRange(IntervalRow.Write(runId, slice, redacted.Of(interval), written));
        }

        return store.WriteAsync(rows, cancellationToken);
    }
}

/// <summary>How far a shard has come with a slice.</summary>
/// <param name="Second">The last second that it has written.</param>
/// <param name="Written">What it has written of each scenario.</param>
public sealed record ShardProgress(int Second, Dictionary<string, WrittenLoad> Written);
