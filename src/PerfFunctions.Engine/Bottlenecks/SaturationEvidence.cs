using System.Globalization;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Where the target stops following the load: throughput stays flat or falls, and response times rise.</summary>
internal static class SaturationEvidence
{
    // A level this near to the highest throughput has reached it.
    private const double Reached = 0.93;

    // So much more load must follow before flat throughput means anything.
    private const double MoreLoad = 1.2;
    private const double SomeMoreLoad = 1.15;
    private const double Falls = 0.85;
    private const double FallsAlong = -0.5;
    private const double Rises = 1.3;
    private const int MinBlocks = 12;
    private const double MinMs = 1;

    /// <summary>The finding; null when the target followed.</summary>
    public static Bottleneck? Of(ScenarioSummary scenario, Random random)
    {
        IReadOnlyList<LoadBlock> blocks = LoadBlock.Of(scenario);
        IReadOnlyList<LoadLevel> levels = LoadLevel.Of(blocks);
        Onset? onset = OnsetOf(scenario, blocks, random);
        string[] evidence = [.. More(scenario, onset)];
        return Contention(scenario, blocks, levels, evidence)
            ?? Capacity(scenario, levels, evidence)
            ?? Queueing(scenario, evidence)
            ?? (onset is null ? null : Base(scenario, BottleneckKind.LatencyOnset, onset.Words, 0.5) with
            {
                FromSecond = onset.Block.FromSecond,
                AtMost = onset.After - onset.Before,
            });
    }

    private static Bottleneck? Contention(
        ScenarioSummary scenario, IReadOnlyList<LoadBlock> blocks, IReadOnlyList<LoadLevel> levels, string[] evidence)
    {
        LoadLevel? peak = levels.MaxBy(l => l.Throughput);
        if (peak is null || levels[^1] is not { } last || last.Throughput > Falls * peak.Throughput || last.Planned < peak.Planned * SomeMoreLoad)
        {
            return null;
        }

        LoadBlock[] after = [.. blocks.Where(b => b.Planned >= peak.Planned)];
        bool fallsAlong = after.Length > 3
            && RankCorrelation.Of([.. after.Select(b => b.Planned!.Value)], [.. after.Select(b => b.Throughput)]) <= FallsAlong;
        return !fallsAlong ? null : Base(scenario, BottleneckKind.Contention,
            $"Throughput falls as load rises: {PerSecond(peak.Throughput)} at {Load(scenario, peak.Planned)}, "
                + $"{PerSecond(last.Throughput)} at {Load(scenario, last.Planned)}.", 0.82) with
        {
            Evidence = [$"The p95 response time changes meanwhile: {Times(peak.P95Ms, last.P95Ms)}.", .. evidence],
            FromSecond = last.FromSecond,
            ToSecond = last.ToSecond,
            Metric = new MetricReference(scenario.Name, LoadMetric.Throughput, ""),
            AtMost = peak.Throughput - last.Throughput,
            Unit = MetricUnit.PerSecond,
        };
    }

    private static Bottleneck? Capacity(ScenarioSummary scenario, IReadOnlyList<LoadLevel> levels, string[] evidence)
    {
        if (levels.Count == 0)
        {
            return null;
        }

        double highest = levels.Max(l => l.Throughput);
        int at = levels.ToList().FindIndex(l => l.Throughput >= Reached * highest);
        (LoadLevel knee, LoadLevel last) = (levels[at], levels[^1]);
        double before = levels.Take(at + 1).Min(l => l.P95Ms);
        if (highest <= 0 || last.Planned < MoreLoad * knee.Planned || last.P95Ms < Rises * before)
        {
            return null;
        }

        return Base(scenario, BottleneckKind.Capacity,
            $"Throughput stops rising at {PerSecond(knee.Throughput)}, reached with {Load(scenario, knee.Planned)}; "
                + $"with {Load(scenario, last.Planned)} it is {PerSecond(last.Throughput)}, "
                + $"and the p95 response time rises: {Times(before, last.P95Ms)}.",
            0.7 + (0.05 * Math.Min(1, (last.P95Ms / before / 10)))) with
        {
            Evidence = ["Latency that rises while throughput is flat is the sign of a queue in front of a limited resource.", .. evidence],
            FromSecond = knee.FromSecond,
            ToSecond = last.ToSecond,
            AtMost = last.P95Ms - before,
        };
    }

    private static Bottleneck? Queueing(ScenarioSummary scenario, string[] evidence)
    {
        if (QueuedNote.Of(scenario) is not { } note)
        {
            return null;
        }

        double queued = P99(scenario.Response) - P99(scenario.Service);
        return Base(scenario, BottleneckKind.Capacity, $"{char.ToUpperInvariant(note[0])}{note[1..]}", 0.6) with
        {
            Evidence = [.. evidence.Where(e => !e.Contains(note[1..], StringComparison.Ordinal))],
            Metric = new MetricReference(scenario.Name, LoadMetric.Latency, "p99"),
            AtMost = queued,
        };
    }

    private static IEnumerable<string> More(ScenarioSummary scenario, Onset? onset)
    {
        if (onset is not null)
        {
            yield return onset.Words;
        }

        if (QueuedNote.Of(scenario) is { } note)
        {
            yield return $"{char.ToUpperInvariant(note[0])}{note[1..]}";
        }

        if (scenario.Breakpoint is { LastGoodRate: not null } breakpoint)
        {
            yield return breakpoint.Words;
        }
    }

    private static Onset? OnsetOf(ScenarioSummary scenario, IReadOnlyList<LoadBlock> blocks, Random random)
    {
        if (blocks.Count < MinBlocks)
        {
            return null;
        }

        ChangePoint? rise = ChangePoints.Find([.. blocks.Select(b => b.P95Ms)], random)
            .FirstOrDefault(c => c.After >= Rises * c.Before && c.After - c.Before >= MinMs);
        if (rise is null)
        {
            return null;
        }

        LoadBlock block = blocks[rise.Index];
        string load = block.Planned is { } planned ? $", at {Load(scenario, planned)}" : $", at {PerSecond(block.Throughput)}";
        return new Onset(block, rise.Before, rise.After, string.Create(CultureInfo.InvariantCulture,
            $"The p95 response time rises from second {block.FromSecond} on{load}: {Times(rise.Before, rise.After)}."));
    }

    private static Bottleneck Base(ScenarioSummary scenario, BottleneckKind kind, string headline, double weight) => new()
    {
        Kind = kind,
        Subject = CauseText.Name(scenario.Name),
        Headline = headline,
        Weight = weight,
        Metric = new MetricReference(scenario.Name, LoadMetric.Latency, "p95"),
        Unit = MetricUnit.Milliseconds,
    };

    private static double P99(byte[] times) => LatencyHistogram.Decode(times).PercentileMs(99);

    private static string Times(double before, double after) => CauseText.Change(MetricUnit.Milliseconds, before, after);

    private static string PerSecond(double rate) => MetricFormat.Format(MetricUnit.PerSecond, rate);

    private static string Load(ScenarioSummary scenario, double planned) => scenario.Planned > 0
        ? $"{PerSecond(planned)} planned"
        : $"{MetricFormat.Format(MetricUnit.Count, Math.Round(planned))} users";

    private sealed record Onset(LoadBlock Block, double Before, double After, string Words);
}
