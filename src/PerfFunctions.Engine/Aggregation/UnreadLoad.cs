using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Compares what the shards wrote with what was read back: a storage that failed can lose what it had acknowledged.</summary>
internal static class UnreadLoad
{
    /// <summary>What is missing of a scenario, in one sentence; null for nothing.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="read">Counts of all its intervals that were read.</param>
    /// <param name="shards">How the shards ended. One that was lost wrote more than it could say, so more than is written may be read.</param>
    public static string? Of(string scenario, IntervalCounts read, IReadOnlyList<ShardResult> shards)
    {
        WrittenLoad written = shards.Select(s => s.Written.GetValueOrDefault(scenario)).Aggregate(default(WrittenLoad), (a, b) => a + b);
        return written.Started > read.Started || written.Dropped > read.Dropped || written.Completed > read.Completed
            ? string.Create(CultureInfo.InvariantCulture,
                $"{scenario}: the shards measured {written.Started} iterations and {written.Completed} requests, and storage has " +
                $"{read.Started} and {read.Completed} of them; the results cover only these.")
            : null;
    }
}
