using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.RealUsers;

/// <summary>
/// Page views of one page: their number, and a histogram of each metric. Views of several machines and days are merged by adding.
/// Not safe for concurrent use.
/// </summary>
public sealed class RealUserViews
{
    // The lowest slot of a histogram. It has no slot for zero, which many pages have as their layout shift.
    private const double Lowest = 0.001;

    private readonly Dictionary<string, LatencyHistogram> _metrics = [];

    /// <summary>Page views.</summary>
    public long Count { get; private set; }

    /// <summary>The histograms by metric, encoded so that any HdrHistogram tool reads them.</summary>
    public IReadOnlyDictionary<string, byte[]> Encoded => _metrics.ToDictionary(m => m.Key, m => m.Value.Encode());

    /// <summary>Adds a page view.</summary>
    public void Add(RealUserView view)
    {
        Count++;
        foreach ((RealUserMetric metric, double value) in view.Values)
        {
            Of(metric.Name).RecordMs(value / metric.Scale);
        }
    }

    /// <summary>Adds page views without their metrics.</summary>
    public void AddCount(long count) => Count += count;

    /// <summary>Adds what others have of a metric.</summary>
    /// <exception cref="InvalidDataException">It is not an encoded histogram of this shape.</exception>
    public void Add(string metric, ReadOnlyMemory<byte> encoded) => Of(metric).Add(encoded);

    /// <summary>Values of a metric.</summary>
    public long CountOf(RealUserMetric metric) => _metrics.GetValueOrDefault(metric.Name)?.Count ?? 0;

    /// <summary>A percentile of a metric, in its unit; null without values.</summary>
    public double? ValueOf(RealUserMetric metric, string percentile) =>
        CountOf(metric) == 0 || _metrics[metric.Name].ValueMs(percentile) is not { } value ? null
            : value <= Lowest ? 0
            : value * metric.Scale;

    private LatencyHistogram Of(string metric)
    {
        if (!_metrics.TryGetValue(metric, out LatencyHistogram? histogram))
        {
            _metrics.Add(metric, histogram = new LatencyHistogram());
        }

        return histogram;
    }
}
