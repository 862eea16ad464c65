using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Merges what took how long: only of intervals whose times speak of the target.</summary>
internal sealed class TimesMerger
{
    private const int MaxExemplars = 10;

    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly Dictionary<RequestPhase, LatencyHistogram> _phases = [];

    /// <summary>Encoded service times.</summary>
    public byte[] Service => _service.Encode();

    /// <summary>Encoded response times; empty when there were none.</summary>
    public byte[] Response => _response.Encode();

    /// <summary>Encoded times by phase.</summary>
    public IReadOnlyDictionary<RequestPhase, byte[]> Phases => _phases.OrderBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value.Encode());

    /// <summary>The slowest traced requests, slowest first.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; private set; } = [];

    /// <summary>Takes one interval.</summary>
    public void Add(SeriesInterval interval)
    {
        _response.Add(interval.Response);
        _service.Add(interval.Service);
        foreach ((RequestPhase phase, ReadOnlyMemory<byte> encoded) in interval.Phases)
        {
            if (!_phases.TryGetValue(phase, out LatencyHistogram? merged))
            {
                _phases.Add(phase, merged = new LatencyHistogram());
            }

            merged.Add(encoded);
        }

        if (interval.Exemplars.Count > 0)
        {
            Exemplars =
            [
                .. Exemplars.Concat(interval.Exemplars)
                    .OrderByDescending(e => e.ResponseMs).ThenBy(e => e.TraceId, StringComparer.Ordinal).Take(MaxExemplars),
            ];
        }
    }
}
