using System.Collections.Concurrent;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Load.Recording;

/// <summary>One second of one scenario on one loop, being counted: the whole, and each of its series.</summary>
internal sealed class SecondRecord
{
    private const int MaxFailures = 10;

    private readonly List<FailureSample> _failures = [];

    // Entries of Server-Timing: what there is, the target decides.
    private readonly Dictionary<string, SeriesRecord> _timings = [];
    private SeriesRecord?[] _series = [];

    public long Started { get; set; }

    public long Late { get; set; }

    public long Dropped { get; set; }

    /// <summary>How long after they were due iterations started.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>The scenario as a whole.</summary>
    public SeriesRecord Whole { get; } = new();

    /// <summary>A series, by its place among those of the plan.</summary>
    public SeriesRecord Of(int series)
    {
        if (series >= _series.Length)
        {
            Array.Resize(ref _series, series + 1);
        }

        return _series[series] ??= new SeriesRecord();
    }

    /// <summary>An entry of Server-Timing, by the key of its series.</summary>
    public SeriesRecord OfTiming(string key)
    {
        if (!_timings.TryGetValue(key, out SeriesRecord? record))
        {
            _timings.Add(key, record = new SeriesRecord());
        }

        return record;
    }

    /// <summary>Keeps an example of a failure, unless there are many already.</summary>
    public void Keep(FailureSample sample)
    {
        if (_failures.Count < MaxFailures)
        {
            _failures.Add(sample);
        }
    }

    /// <summary>Takes over what another loop counted in the same second.</summary>
    public void Add(SecondRecord other)
    {
        Started += other.Started;
        Late += other.Late;
        Dropped += other.Dropped;
        Lag.Add(other.Lag);
        Whole.Add(other.Whole);
        other._failures.ForEach(Keep);
        for (int i = 0; i < other._series.Length; i++)
        {
            if (other._series[i] is { IsEmpty: false } series)
            {
                Of(i).Add(series);
            }
        }

        foreach ((string key, SeriesRecord timing) in other._timings)
        {
            OfTiming(key).Add(timing);
        }
    }

    /// <summary>What it came to.</summary>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="keys">Keys of the plan's series, in their places.</param>
    /// <param name="shard">Which shard.</param>
    /// <param name="second">Second of the run.</param>
    /// <param name="generator">State of the process.</param>
    public LoadInterval ToInterval(string scenario, IReadOnlyList<string> keys, int shard, int second, GeneratorSample? generator)
    {
        SeriesInterval whole = Whole.ToInterval("");
        return new LoadInterval
        {
            Scenario = scenario,
            Shard = shard,
            Second = second,
            Counts = whole.Counts with { Started = Started, Dropped = Dropped, Late = Late },
            Errors = whole.Errors,
            Statuses = whole.Statuses,
            Service = whole.Service,
            Response = whole.Response,
            Phases = whole.Phases,
            Exemplars = whole.Exemplars,
            Series =
            [
                .. _series.Index().Where(s => s.Item is { IsEmpty: false }).Select(s => s.Item!.ToInterval(keys[s.Index])),
                .. _timings.Where(t => !t.Value.IsEmpty).Select(t => t.Value.ToInterval(t.Key)),
            ],
            Failures = [.. _failures.Select(f => f with { Shard = shard })],
            Generator = generator,
        };
    }

    /// <summary>Forgets all, keeping the memory.</summary>
    public void Clear()
    {
        Started = Late = Dropped = 0;
        Lag.Clear();
        Whole.Clear();
        _failures.Clear();
        _timings.Clear();
        foreach (SeriesRecord? series in _series)
        {
            series?.Clear();
        }
    }
}

/// <summary>Records that are used again: each holds some hundred kilobytes of histograms. Safe for concurrent use.</summary>
internal sealed class SecondPool
{
    private readonly ConcurrentBag<SecondRecord> _spare;

    /// <summary>A pool that has so many, so that the loops' threads need not make them.</summary>
    public SecondPool(int ready = 0)
    {
        _spare = [.. Enumerable.Range(0, ready).Select(_ => new SecondRecord())];
    }

    /// <summary>An empty record.</summary>
    public SecondRecord Take() => _spare.TryTake(out SecondRecord? record) ? record : new SecondRecord();

    /// <summary>Takes a record back.</summary>
    public void Return(SecondRecord record)
    {
        record.Clear();
        _spare.Add(record);
    }
}
