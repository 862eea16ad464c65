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

    /// <summary>Takes one second.</summary>
    public void Add(SecondSum second)
    {
        _response.Add(second.Response);
        _service.Add(second.Service);
        for (int phase = 0; phase < second.Phases.Count; phase++)
        {
            if (second.Phases[phase] is { Count: > 0 } times)
            {
                Of((RequestPhase)phase).Add(times);
            }
        }

        if (second.Exemplars.Count > 0)
        {
            Exemplars =
            [
                .. Exemplars.Concat(second.Exemplars)
                    .OrderByDescending(e => e.ResponseMs).ThenBy(e => e.TraceId, StringComparer.Ordinal).Take(MaxExemplars),
            ];
        }
    }
    private LatencyHistogram Of(RequestPhase phase) =>
        _phases.TryGetValue(phase, out LatencyHistogram? merged) ? merged : _phases[phase] = new LatencyHistogram();
}
