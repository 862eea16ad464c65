using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>
/// Which server series run ahead of response times or reach their ceiling before these rise. What rises with load rises with
/// many things, so each is called a hint.
/// </summary>
internal static class ServerEvidence
{
    private const int UsualSeconds = 2;
    private const int MinBlocks = 12;
    private const int MaxBlocks = 60;
    private const int MaxLag = 5;
    private const double MinCorrelation = 0.6;
    private const double MaxPValue = 0.01;
    private const double MinLatencyRise = 1.3;
    private const double MinSeriesRise = 1.1;
    private const int MaxFindings = 3;
    private const double MaxWeight = 0.97;

    // A processor or a memory of which more than a third is free holds no request back.
    private const double Busy = 0.66;

    /// <summary>The clearest series of each kind of resource.</summary>
    public static IEnumerable<Bottleneck> Of(RunSummary summary, Random random)
    {
        ScenarioSummary[] scenarios = [.. summary.Scenarios.Where(s => s.LatencyMissing is null)];
        Bottleneck[] found =
        [
            .. from series in summary.Server?.Series ?? []
               where series is { Missing: null, Points.Count: > 0 }
               let best = scenarios.Select(s => Compare(series, s, random)).OfType<Bottleneck>().MaxBy(b => b.Weight)
               where best is not null
               select best,
        ];
        Bottleneck[] clearest = [.. found.GroupBy(b => b.Kind).Select(g => g.MaxBy(b => b.Weight)!)];
        return Explained(clearest).OrderByDescending(b => b.Weight).Take(MaxFindings);
    }

    // Memory that fills up costs time by the garbage collection that follows: of the two, the collection is what to look at.
    private static IEnumerable<Bottleneck> Explained(Bottleneck[] found)
    {
        Bottleneck? memory = found.FirstOrDefault(b => b.Kind == BottleneckKind.Memory);
        return found.Select(b => b.Kind != BottleneckKind.GarbageCollection || memory is null ? b : b with
        {
            Weight = Math.Min(MaxWeight, Math.Max(b.Weight, memory.Weight + 0.01)),
            Evidence = [memory.Headline, .. memory.Evidence.SkipLast(1), .. b.Evidence],
        });
    }

    private static Bottleneck? Compare(ServerSeries series, ScenarioSummary scenario, Random random)
    {
        (double[] values, double[] latency, int[] seconds, int width) = Align(series, scenario.Timeline);
        if (values.Length < MinBlocks || !Rises(latency, MinLatencyRise) || !Rises(values, MinSeriesRise))
        {
            return null;
        }

        LaggedCorrelation together = LaggedCorrelation.Of(values, latency, Math.Min(MaxLag, values.Length / 4), MinCorrelation, random);
        if (together.Correlation < MinCorrelation || together.PValue > MaxPValue)
        {
            return null;
        }

        BottleneckKind kind = ServerSeriesKinds.Of(series);
        Ceiling? ceiling = Ceiling.Of(values, latency);
        int? first = ceiling is { } at ? seconds[at.Block] : null;
        double[] sorted = [.. latency.Order()];
        return new Bottleneck
        {
            Kind = kind,
            Subject = $"server.{CauseText.Name(series.Name)}",
            Part = CauseText.Name(series.Name),
            Headline = Headline(series, scenario, together, width, kind),
            Evidence = [.. ceiling is null ? [] : new[] { Words(series, ceiling, first!.Value) }, "This is a hint where to look first, not a cause."],
            Weight = WeightOf(kind, together, ceiling is not null, isFree: IsFree(series, kind, values)),
            FromSecond = first,
            Metric = new MetricReference(scenario.Name, LoadMetric.Latency, "p95"),
            AtMost = SampleAggregate.Of(sorted, "p90") - SampleAggregate.Of(sorted, "p10"),
            Unit = MetricUnit.Milliseconds,
        };
    }

    private static string Headline(ServerSeries series, ScenarioSummary scenario, LaggedCorrelation together, int width, BottleneckKind kind)
    {
        string relation = together.Lag == 0
            ? "rises together with"
            : string.Create(CultureInfo.InvariantCulture, $"runs {together.Lag * width} s ahead of");
        string numbers = string.Create(CultureInfo.InvariantCulture, $"rank correlation {together.Correlation:0.00}, p = {together.PValue:0.###}");
        return $"The server series '{CauseText.Name(series.Name)}', about {ServerSeriesKinds.Words(kind)}, {relation} "
            + $"the p95 response time of {CauseText.Name(scenario.Name)} ({numbers}).";
    }

    private static string Words(ServerSeries series, Ceiling ceiling, int second)
    {
        string top = MetricFormat.Format(series.Unit, ceiling.Top);
        return string.Create(CultureInfo.InvariantCulture,
            $"It reaches its highest level, {top}, at second {second} and stays there, before response times have risen.");
    }

    // All that rises with load rises together; only what is first, in time or at its limit, says more than that.
    private static double WeightOf(BottleneckKind kind, LaggedCorrelation together, bool hasCeiling, bool isFree)
    {
        double first = !isFree && (together.Lag > 0 || hasCeiling) ? 0.25 : 0;
        double leads = !isFree && together.Lag > 0 ? 0.05 : 0;

        // Memory that is full may be a cache that does its work.
        double saturates = !hasCeiling || isFree ? 0 : kind == BottleneckKind.Memory ? 0.05 : 0.1;
        double unknown = kind == BottleneckKind.ServerSeries ? 0.2 : 0;
        return Math.Clamp(0.2 + (0.35 * together.Correlation) + first + leads + saturates + Narrow(kind) - unknown, 0, MaxWeight - 0.01);
    }

    private static bool IsFree(ServerSeries series, BottleneckKind kind, double[] values) =>
        series.Unit == MetricUnit.Share && kind is (BottleneckKind.Cpu or BottleneckKind.Memory) && values.Max() < Busy;

    // Of equal hints the narrower resource explains the wider: garbage collection takes processor time and memory.
    private static double Narrow(BottleneckKind kind) => kind switch
    {
        BottleneckKind.GarbageCollection or BottleneckKind.ThreadPool or BottleneckKind.Queue => 0.03,
        BottleneckKind.Connections or BottleneckKind.Cpu => 0.02,
        _ => 0,
    };

    private static bool Rises(double[] values, double least)
    {
        double[] sorted = [.. values.Order()];
        (double low, double high) = (SampleAggregate.Of(sorted, "p10") ?? 0, SampleAggregate.Of(sorted, "p90") ?? 0);
        return high > low && high >= least * low;
    }

    private static (double[] Values, double[] Latency, int[] Seconds, int Width) Align(ServerSeries series, IReadOnlyList<TimelinePoint> timeline)
    {
        TimelinePoint[] points = [.. timeline.Where(p => !p.Warmup && p.P95Ms is { } ms && double.IsFinite(ms))];
        if (points.Length == 0)
        {
            return ([], [], [], 0);
        }

        int span = points[^1].Second + points[^1].Seconds - points[0].Second;
        int width = new[] { UsualSeconds, series.StepSeconds, points[0].Seconds, (span + MaxBlocks - 1) / MaxBlocks }.Max();
        Dictionary<int, double> latency = points.GroupBy(p => p.Second / width)
            .ToDictionary(g => g.Key, g => Samples.Median(g.Select(p => p.P95Ms!.Value)));
        (int Second, double Value, double Latency)[] blocks =
        [
            .. series.Points.Where(p => double.IsFinite(p.Value)).GroupBy(p => p.Second / width).Where(g => latency.ContainsKey(g.Key))
                .OrderBy(g => g.Key).Select(g => (g.Key * width, g.Average(p => p.Value), latency[g.Key])),
        ];
        return ([.. blocks.Select(b => b.Value)], [.. blocks.Select(b => b.Latency)], [.. blocks.Select(b => b.Second)], width);
    }
}
