using System.Runtime.InteropServices;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Intervals;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// One second of a series over all shards. A run has a thousand intervals a second, and each is added here alone; what it belongs to
/// besides, a window, a block, a point, gets the sum. What a noisy generator measured counts, but for its times.
/// </summary>
/// <param name="isTimed">As <see cref="LoadSeries.IsTimed"/> says.</param>
internal sealed class SecondSum(bool isTimed)
{
    private readonly LatencyHistogram?[] _phases = new LatencyHistogram?[Enum.GetValues<RequestPhase>().Length];
    private readonly List<Exemplar> _exemplars = [];
    private readonly List<string> _problems = [];

    // Of intervals whose two times are the same, as those of most requests are.
    private readonly LatencyHistogram _both = new();

    /// <summary>Second of the run; -1 when it is empty.</summary>
    public int Second { get; private set; } = -1;

    /// <summary>Intervals in it: one a shard.</summary>
    public int Intervals { get; private set; }

    /// <summary>What the generators of some of them suffered from.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public IntervalCounts Counts { get; private set; }

    public double Sum { get; private set; }

    public Dictionary<string, long> Errors { get; } = [];

    public Dictionary<int, long> Statuses { get; } = [];

    public LatencyHistogram Service { get; } = new();

    public LatencyHistogram Response { get; } = new();

    /// <summary>Times by phase; null for one that nothing was recorded of.</summary>
    public IReadOnlyList<LatencyHistogram?> Phases => _phases;

    /// <summary>Traced requests.</summary>
    public IReadOnlyList<Exemplar> Exemplars => _exemplars;

    /// <summary>Begins a second, empty.</summary>
    public void Begin(int second)
    {
        Second = second;
        Intervals = 0;
        _problems.Clear();
        Counts = default;
        Sum = 0;
        Errors.Clear();
        Statuses.Clear();
        Service.Clear();
        Response.Clear();
        _both.Clear();
        _exemplars.Clear();
        foreach (LatencyHistogram? phase in _phases)
        {
            phase?.Clear();
        }
    }

    /// <summary>Takes what an interval of the second has of the series.</summary>
    public void Add(LoadInterval interval, SeriesInterval series)
    {
        Intervals++;
        Counts += series.Counts;
        Sum += series.Sum;
        Add(Errors, series.Errors);
        Add(Statuses, series.Statuses);
        if (isTimed && interval.Generator?.Problem is { } problem)
        {
            _problems.Add(problem);
            return;
        }

        if (series.Response.Equals(series.Service))
        {
            _both.Add(series.Service);
        }
        else
        {
            Service.Add(series.Service);
            Response.Add(series.Response);
        }

        if (series.Phases is FewEntries<RequestPhase, ReadOnlyMemory<byte>> few)
        {
            foreach ((RequestPhase phase, ReadOnlyMemory<byte> times) in few.Span)
            {
                Add(phase, times);
            }
        }
        else
        {
            foreach ((RequestPhase phase, ReadOnlyMemory<byte> times) in series.Phases)
            {
                Add(phase, times);
            }
        }

        if (series.Exemplars.Count > 0)
        {
            _exemplars.AddRange(series.Exemplars);
        }
    }

    /// <summary>Closes the second: from here on its times can be read.</summary>
    public void Close()
    {
        Service.Add(_both);
        Response.Add(_both);
        _both.Clear();
    }

    private void Add(RequestPhase phase, ReadOnlyMemory<byte> times) => (_phases[(int)phase] ??= new LatencyHistogram()).Add(times);

    private static void Add<T>(Dictionary<T, long> sums, IReadOnlyDictionary<T, long> counts)
        where T : notnull
    {
        if (counts.Count == 0)
        {
            return;
        }

        if (counts is FewEntries<T, long> few)
        {
            foreach ((T key, long count) in few.Span)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += count;
            }

            return;
        }

        foreach ((T key, long count) in counts)
        {
            sums[key] = sums.GetValueOrDefault(key) + count;
        }
    }
}
