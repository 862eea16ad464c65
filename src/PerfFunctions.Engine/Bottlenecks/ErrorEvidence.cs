using System.Globalization;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Which limits of the target requests ran into, and from when on.</summary>
internal static class ErrorEvidence
{
    private const double MinShare = 0.001;
    private const double MinOnsetShare = 0.01;
    private const double HighShare = 0.1;
    private const int MaxKinds = 3;

    /// <summary>A finding for each of the most frequent kinds of failure.</summary>
    public static IEnumerable<Bottleneck> Of(ScenarioSummary scenario)
    {
        if (scenario.Counts.Completed == 0)
        {
            return [];
        }

        TimelinePoint? first = scenario.Timeline.FirstOrDefault(
            p => !p.Warmup && p.Counts is { Failed: > 0, Completed: > 0 } c && c.Failed >= MinOnsetShare * c.Completed);
        return scenario.Errors.Where(e => e.Value >= Math.Max(1, MinShare * scenario.Counts.Completed))
            .OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal).Take(MaxKinds)
            .Select(e => Finding(scenario, e.Key, e.Value, first));
    }

    /// <summary>What a kind of failure says about the target.</summary>
    public static BottleneckKind KindOf(string error) => error switch
    {
        "connection refused" or "connection reset" or "connection closed" or "host unreachable" => BottleneckKind.ConnectionsRefused,
        "status 429" => BottleneckKind.RateLimit,
        "status 503" => BottleneckKind.Unavailable,
        "timeout" or "connect timed out" or "status 504" => BottleneckKind.Timeouts,
        TransportFailure.Tls => BottleneckKind.Tls,
        _ => error.StartsWith("certificate not trusted", StringComparison.Ordinal) ? BottleneckKind.Tls : BottleneckKind.Errors,
    };

    private static Bottleneck Finding(ScenarioSummary scenario, string error, long count, TimelinePoint? first)
    {
        double share = Math.Min(1, (double)count / scenario.Counts.Completed);
        BottleneckKind kind = KindOf(error);
        double clear = kind is BottleneckKind.Timeouts or BottleneckKind.Errors ? 0.85 : 1;
        return new Bottleneck
        {
            Kind = kind,
            Subject = CauseText.Name(scenario.Name),
            Part = CauseText.Name(error),
            Headline = string.Create(CultureInfo.InvariantCulture,
                $"{count:#,0} of {scenario.Counts.Completed:#,0} requests ({Share(share)}) end with '{CauseText.Name(error)}'."),
            Evidence =
            [
                .. Onset(first),
                .. Worst(scenario),
                .. Advice(error),
            ],
            Weight = clear * (0.3 + (0.6 * Math.Min(1, share / HighShare))),
            FromSecond = first?.Second,
            Metric = new MetricReference(scenario.Name, LoadMetric.Errors, ""),
            AtMost = share,
            Unit = MetricUnit.Share,
        };
    }

    private static IEnumerable<string> Onset(TimelinePoint? first)
    {
        if (first is not null)
        {
            long sent = first.Counts.Sent > 0 ? first.Counts.Sent : first.Counts.Completed;
            string rate = MetricFormat.Format(MetricUnit.PerSecond, (double)sent / Math.Max(1, first.Seconds));
            yield return string.Create(CultureInfo.InvariantCulture, $"Failures of 1 % or more begin at second {first.Second}, at {rate}.");
        }
    }

    private static IEnumerable<string> Worst(ScenarioSummary scenario)
    {
        SeriesSummary? worst = scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request && s.Counts.Failed > 0)
            .MaxBy(s => s.Counts.Failed);
        long failed = scenario.Counts.Failed;
        if (worst is not null && failed > 0)
        {
            yield return $"Of all failures, {Share(Math.Min(1, (double)worst.Counts.Failed / failed))} are of {CauseText.Name(worst.Title)}.";
        }
    }

    private static IEnumerable<string> Advice(string error) =>
        ErrorAdvice.Of(error) is { } advice ? [$"{char.ToUpperInvariant(advice[0])}{advice[1..]}."] : [];

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
