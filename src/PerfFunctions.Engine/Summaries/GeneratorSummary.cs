using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>How the generator was, over all shards and the whole run, warm-up included.</summary>
/// <param name="Peak">The largest value of each figure that any shard had in any second; it has no problem.</param>
/// <param name="Timeline">The same over time; in long runs some seconds are one point.</param>
public sealed record GeneratorSummary(GeneratorSample Peak, IReadOnlyList<GeneratorPoint> Timeline);

/// <summary>The largest value of each figure that any shard had in a second, or in a few that are one point.</summary>
/// <param name="Second">First second of the run in it.</param>
/// <param name="Seconds">How many seconds it covers.</param>
/// <param name="Peak">The figures; the problem is one of those there were.</param>
public sealed record GeneratorPoint(int Second, int Seconds, GeneratorSample Peak);

/// <summary>Merges the samples of the shards. The same sample may arrive more than once: the maximum does not change.</summary>
/// <param name="width">Seconds to a point.</param>
internal sealed class GeneratorMerger(int width)
{
    private readonly SortedDictionary<int, GeneratorSample> _points = [];

    public void Add(LoadInterval interval)
    {
        if (interval.Generator is { } sample)
        {
            int index = interval.Second / width;
            _points[index] = _points.TryGetValue(index, out GeneratorSample? other) ? Largest(other, sample) : sample;
        }
    }

    /// <summary>The merged samples; null if no shard reported any.</summary>
    public GeneratorSummary? Summarize() => _points.Count == 0 ? null : new GeneratorSummary(
        _points.Values.Aggregate(Largest) with { Problem = null },
        [.. _points.Select(p => new GeneratorPoint(p.Key * width, width, p.Value))]);

    private static GeneratorSample Largest(GeneratorSample a, GeneratorSample b) => new()
    {
        Cpu = Math.Max(a.Cpu, b.Cpu),
        GcPause = Math.Max(a.GcPause, b.GcPause),
        PoolDelayMs = Math.Max(a.PoolDelayMs, b.PoolDelayMs),
        SendLagMs = Math.Max(a.SendLagMs, b.SendLagMs),
        LoopBusy = Math.Max(a.LoopBusy, b.LoopBusy),
        Sockets = Math.Max(a.Sockets, b.Sockets),
        MemoryBytes = Math.Max(a.MemoryBytes, b.MemoryBytes),
        Problem = string.CompareOrdinal(a.Problem, b.Problem) > 0 ? a.Problem : b.Problem,
    };
}
