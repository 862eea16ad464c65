using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Which request takes the most of the users' time, and which phase of it.</summary>
internal static class RequestEvidence
{
    private static readonly RequestPhase[] OfConnection = [RequestPhase.Dns, RequestPhase.Connect, RequestPhase.Tls];
    private const double MinConnecting = 0.3;
    private const double MinDownload = 0.4;
    private const double MinMs = 1;

    // Up to here people take a response for immediate (Miller, 1968; Nielsen, 1993).
    private const double ImmediateMs = 100;

    /// <summary>The finding, if any. The only request of a scenario takes all of the time, so that it must be slow, or its connection.</summary>
    public static IEnumerable<Bottleneck> Of(ScenarioSummary scenario)
    {
        IReadOnlyList<RequestTime> requests = RequestTime.Of(scenario);
        return requests.Count == 0 ? []
            : Findings(requests[0]).Where(b => requests.Count > 1 || b.Kind != BottleneckKind.Request || requests[0].MeanMs >= ImmediateMs);
    }

    private static IEnumerable<Bottleneck> Findings(RequestTime request)
    {
        string mean = CauseText.Time(request.MeanMs);
        string words = string.Create(CultureInfo.InvariantCulture,
            $"{CauseText.Name(request.Name)} takes {Share(request.TimeShare)} of the users' time: {request.Count:#,0} requests of {mean} on average");
        if (PhaseOf(request) is not { } phase)
        {
            yield return Finding(request, BottleneckKind.Request, words + ".", 0.15 + (0.25 * request.TimeShare), request.MeanMs);
            yield break;
        }

        (BottleneckKind kind, string name, double ms, double share) = phase;
        double weight = kind == BottleneckKind.Request ? 0.15 + (0.3 * request.TimeShare) : 0.3 + (0.4 * share * request.TimeShare);
        yield return Finding(request, kind, $"{words}; {Share(share)} of it, {CauseText.Time(ms)}, is {name}.", weight, ms) with
        {
            Evidence = [.. kind == BottleneckKind.Connecting ? Connections(request) : kind == BottleneckKind.Download ? Bytes(request) : []],
        };
    }

    private static Bottleneck Finding(RequestTime request, BottleneckKind kind, string headline, double weight, double atMost) => new()
    {
        Kind = kind,
        Subject = request.Subject,
        Headline = headline,
        Weight = weight,
        Metric = request.Metric(LoadMetric.Service),
        AtMost = atMost,
        Unit = MetricUnit.Milliseconds,
    };

    private static (BottleneckKind Kind, string Name, double Ms, double Share)? PhaseOf(RequestTime request)
    {
        IReadOnlyDictionary<RequestPhase, double> phases = LoadSide.Of([request.Series])?.PhasesMs ?? new Dictionary<RequestPhase, double>();
        double all = phases.Values.Sum();
        if (all < MinMs)
        {
            return null;
        }

        double connecting = OfConnection.Sum(p => phases.GetValueOrDefault(p));
        double receiving = phases.GetValueOrDefault(RequestPhase.Receive);
        (RequestPhase largest, double ms) = phases.MaxBy(p => p.Value);
        return connecting >= MinConnecting * all
            ? (BottleneckKind.Connecting, "connecting: DNS lookup, connection and TLS handshake", connecting, connecting / all)
            : receiving >= MinDownload * all
                ? (BottleneckKind.Download, LoadCauses.Words(RequestPhase.Receive), receiving, receiving / all)
                : (BottleneckKind.Request, LoadCauses.Words(largest), ms, ms / all);
    }

    private static IEnumerable<string> Connections(RequestTime request)
    {
        if (request.Series.Counts is { Connections: > 0, Completed: > 0 } counts)
        {
            string opened = MetricFormat.Format(MetricUnit.Count, 100.0 * counts.Connections / counts.Completed);
            yield return $"{opened} connections are opened per 100 requests.";
        }
    }

    private static IEnumerable<string> Bytes(RequestTime request)
    {
        if (request.Series.Counts is { Bytes: > 0, Completed: > 0 } counts)
        {
            yield return $"A response has {CauseText.Size((double)counts.Bytes / counts.Completed)} on average.";
        }
    }

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
