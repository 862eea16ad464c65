using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>
/// A scenario, or one of its series, of one run, or of several put together, as means a request: those of its parts add up, as
/// percentiles never do.
/// </summary>
internal sealed class LoadSide
{
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly Dictionary<RequestPhase, LatencyHistogram> _phases = [];
    private readonly Dictionary<string, long> _errors = [];
    private IntervalCounts _counts;

    private LoadSide()
    {
    }

    /// <summary>The series; null when no request of it ended.</summary>
    public static LoadSide? Of(IEnumerable<SeriesSummary> runs)
    {
        LoadSide side = new();
        foreach (SeriesSummary run in runs)
        {
            side.Add(run);
        }

        return side._counts.Completed == 0 ? null : side;
    }

    /// <summary>Whether response and service times are known.</summary>
    public bool HasTimes => _service.Count > 0 && _response.Count > 0;

    /// <summary>Mean response time, milliseconds.</summary>
    public double ResponseMs => _response.MeanMs;

    /// <summary>How much later than they should have requests were sent, milliseconds, on average.</summary>
    public double QueuedMs => Math.Max(0, _response.MeanMs - _service.MeanMs);

    /// <summary>Bytes of an answer, on average.</summary>
    public double Bytes => (double)_counts.Bytes / _counts.Completed;

    /// <summary>Connections opened for each request.</summary>
    public double Connections => (double)_counts.Connections / _counts.Completed;

    /// <summary>Failed requests by kind, as shares of all.</summary>
    public IReadOnlyDictionary<string, double> Errors => _errors.ToDictionary(e => e.Key, e => (double)e.Value / _counts.Completed);

    /// <summary>
    /// What each phase contributes to a request, milliseconds: one that happens once a connection is spread over its requests.
    /// Empty when unknown.
    /// </summary>
    public IReadOnlyDictionary<RequestPhase, double> PhasesMs => _phases.TryGetValue(RequestPhase.Wait, out LatencyHistogram? wait) && wait.Count > 0
        ? _phases.ToDictionary(p => p.Key, p => p.Value.MeanMs * p.Value.Count / wait.Count)
        : new Dictionary<RequestPhase, double>();

    /// <summary>An aggregate of a phase that every request has; null when unknown.</summary>
    public double? PhaseMs(RequestPhase phase, string aggregate) =>
        _phases.TryGetValue(phase, out LatencyHistogram? times) && times.Count > 0 ? times.ValueMs(aggregate) : null;

    private void Add(SeriesSummary run)
    {
        _counts += run.Counts;
        foreach ((string kind, long count) in run.Errors)
        {
            _errors[kind] = _errors.GetValueOrDefault(kind) + count;
        }

        if (run.LatencyMissing is not null)
        {
            return;
        }

        _service.Add(run.Service);
        _response.Add(run.Response);
        foreach ((RequestPhase phase, byte[] encoded) in run.Phases)
        {
            if (!_phases.TryGetValue(phase, out LatencyHistogram? times))
            {
                _phases.Add(phase, times = new LatencyHistogram());
            }

            times.Add(encoded);
        }
    }
}
