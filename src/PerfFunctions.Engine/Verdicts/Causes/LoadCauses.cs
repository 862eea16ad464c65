using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>Causes of rules about load.</summary>
internal static class LoadCauses
{
    // Below these a difference between two runs says nothing.
    private const double MinMs = 1;
    private const double MinGrowth = 0.05;
    private const double MinAnswersFraction = 0.1;
    private const double MinBytes = 100;
    private const double MinErrors = 0.01;
    private const double MinConnections = 0.05;

    // Histograms keep three digits.
    private const double Rounding = 1.01;

    /// <summary>What grew, the most significant first.</summary>
    public static IReadOnlyList<string> OfGrowth(BudgetRule rule, LoadSide before, LoadSide now) => rule.Metric.Metric switch
    {
        LoadMetric.Latency or LoadMetric.Service or LoadMetric.Apdex =>
            [.. Queue(rule, before, now), .. Phase(rule, before, now), .. Connections(before, now), .. Bytes(before, now), .. Errors(before, now, MinErrors)],
        LoadMetric.Errors or LoadMetric.Burn => [.. Errors(before, now, 0)],
        _ => [],
    };

    /// <summary>What the largest part is, of one run alone.</summary>
    public static IReadOnlyList<string> OfParts(BudgetRule rule, LoadSide now)
    {
        switch (rule.Metric.Metric)
        {
            case LoadMetric.Latency or LoadMetric.Service or LoadMetric.Apdex:
                bool queued = rule.Metric.Metric != LoadMetric.Service && now.HasTimes && now.QueuedMs > now.ResponseMs / 2 && now.QueuedMs >= MinMs;
                if (queued)
                {
                    return [$"Of the average response time of {CauseText.Time(now.ResponseMs)}, {CauseText.Time(now.QueuedMs)} pass before the request is sent: requests queue in the generator."];
                }

                IReadOnlyDictionary<RequestPhase, double> phases = now.PhasesMs;
                return phases.Count == 0 ? [] :
                    [$"Of the average service time of {CauseText.Time(phases.Values.Sum())}, {CauseText.Time(phases.Values.Max())} are {Words(phases.MaxBy(p => p.Value).Key)}."];
            case LoadMetric.Errors or LoadMetric.Burn when now.Errors.Count > 0:
                KeyValuePair<string, double> most = now.Errors.MaxBy(e => e.Value);
                return [$"The most frequent error is {CauseText.Name(most.Key)}: {MetricFormat.Format(MetricUnit.Share, most.Value)} of all requests."];
            default:
                return [];
        }
    }

    private static IEnumerable<string> Queue(BudgetRule rule, LoadSide before, LoadSide now)
    {
        double more = now.QueuedMs - before.QueuedMs;
        double all = now.ResponseMs - before.ResponseMs;
        if (rule.Metric.Metric != LoadMetric.Service && before.HasTimes && now.HasTimes && more >= MinMs && more > all / 2
            && more > MinGrowth * before.ResponseMs)
        {
            yield return $"Requests are sent {CauseText.Time(more)} later than scheduled on average ({CauseText.Change(MetricUnit.Milliseconds, before.QueuedMs, now.QueuedMs)}): they queue in the generator.";
        }
    }

    private static IEnumerable<string> Phase(BudgetRule rule, LoadSide before, LoadSide now)
    {
        (IReadOnlyDictionary<RequestPhase, double> were, IReadOnlyDictionary<RequestPhase, double> are) = (before.PhasesMs, now.PhasesMs);
        if (were.Count == 0 || are.Count == 0)
        {
            return [];
        }

        double all = are.Values.Sum() - were.Values.Sum();
        if (all < MinMs || all < MinGrowth * were.Values.Sum())
        {
            return OwnPercentile(rule.Metric.Aggregate, before, now);
        }

        (RequestPhase phase, double more) = are.Select(p => (p.Key, p.Value - were.GetValueOrDefault(p.Key))).MaxBy(p => p.Item2);
        return more <= all * Rounding
            ? [$"Of the {CauseText.Time(all)} by which a request is slower on average, {CauseText.Time(Math.Min(more, all))} are {Words(phase)}."]
            : [$"A request is {CauseText.Time(all)} slower on average; {Words(phase)} alone grew by {CauseText.Time(more)}."];
    }

    // The slow requests alone got slower. Phases that happen once a connection have percentiles of connections, not of requests.
    private static IEnumerable<string> OwnPercentile(string aggregate, LoadSide before, LoadSide now)
    {
        (RequestPhase Phase, double Before, double Now)[] grown =
        [
            .. from phase in new[] { RequestPhase.Send, RequestPhase.Wait, RequestPhase.Receive }
               let was = before.PhaseMs(phase, aggregate)
               let isNow = now.PhaseMs(phase, aggregate)
               where isNow - was >= MinMs && isNow - was >= MinGrowth * was
               orderby isNow - was descending
               select (phase, was.Value, isNow.Value),
        ];
        return aggregate.StartsWith('p') && grown.Length > 0
            ? [$"The mean hardly changed; of the phases, the {aggregate} of {Words(grown[0].Phase)} grew most: {CauseText.Change(MetricUnit.Milliseconds, grown[0].Before, grown[0].Now)}."]
            : [];
    }

    private static IEnumerable<string> Connections(LoadSide before, LoadSide now)
    {
        if (now.Connections - before.Connections >= MinConnections)
        {
            yield return $"More connections are opened per 100 requests: {CauseText.Change(MetricUnit.Count, before.Connections * 100, now.Connections * 100)}.";
        }
    }

    private static IEnumerable<string> Bytes(LoadSide before, LoadSide now)
    {
        if (now.Bytes - before.Bytes >= Math.Max(MinBytes, MinAnswersFraction * before.Bytes))
        {
            yield return $"Responses are larger on average: {CauseText.Change(MetricUnit.Bytes, before.Bytes, now.Bytes)}.";
        }
    }

    private static IEnumerable<string> Errors(LoadSide before, LoadSide now, double least)
    {
        IReadOnlyDictionary<string, double> were = before.Errors;
        (string kind, double share) =
            now.Errors.Select(e => (e.Key, e.Value)).OrderByDescending(e => e.Value - were.GetValueOrDefault(e.Key)).FirstOrDefault();
        if (kind is not null && share - were.GetValueOrDefault(kind) is var more && more > 0 && more >= least)
        {
            yield return $"More requests end with {CauseText.Name(kind)}: {CauseText.Change(MetricUnit.Share, were.GetValueOrDefault(kind), share)} of all.";
        }
    }

    /// <summary>A phase as it stands in a sentence.</summary>
    public static string Words(RequestPhase phase) => phase switch
    {
        RequestPhase.Dns => "DNS lookup",
        RequestPhase.Connect => "connecting",
        RequestPhase.Tls => "the TLS handshake",
        RequestPhase.Send => "sending the request",
        RequestPhase.Wait => "waiting for the first byte",
        _ => "receiving the response",
    };
}
