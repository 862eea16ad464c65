using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Trends;

/// <summary>One number of a plan over its runs.</summary>
public sealed record TrendSeries
{
    // Any seed will do, as long as it is the same: who looks twice must see the same changes.
    private const int Seed = 1;

    /// <summary>Which number.</summary>
    public required MetricReference Metric { get; init; }

    /// <summary>Its metric.</summary>
    public required MetricDefinition Definition { get; init; }

    /// <summary>The runs that have it, oldest first.</summary>
    public required IReadOnlyList<TrendRun> Runs { get; init; }

    /// <summary>Its values, one a run.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Where its level changed, oldest first.</summary>
    public required IReadOnlyList<TrendChange> Changes { get; init; }

    /// <summary>The series of a number.</summary>
    /// <param name="definition">Its metric.</param>
    /// <param name="metric">The number.</param>
    /// <param name="history">Runs under the same conditions, oldest first; at most 500.</param>
    public static TrendSeries Of(MetricDefinition definition, MetricReference metric, IReadOnlyList<TrendRun> history)
    {
        (TrendRun Run, double Value)[] points =
        [
            .. history.Select(run => (run, Value: run.Find(definition.Kind, metric))).Where(p => p.Value is not null)
                .Select(p => (p.run, p.Value!.Value)),
        ];
        TrendRun[] runs = [.. points.Select(p => p.Run)];
        double[] values = [.. points.Select(p => p.Value)];
        return new TrendSeries
        {
            Metric = metric,
            Definition = definition,
            Runs = runs,
            Values = values,
            Changes = [.. ChangePoints.Find(values, new Random(Seed)).Select(c => new TrendChange(c, runs[c.Index - 1], runs[c.Index]))],
        };
    }
}

/// <summary>A change of level, and the two runs between which it came.</summary>
/// <param name="Point">The change.</param>
/// <param name="LastBefore">The last run on the level before.</param>
/// <param name="FirstAfter">The first run on the new level.</param>
public sealed record TrendChange(ChangePoint Point, TrendRun LastBefore, TrendRun FirstAfter)
{
    private const int ShortCommit = 7;

    /// <summary>The commits between which it came, in words that a sentence can go on with; null when neither is known.</summary>
    public string? Commits => (Short(LastBefore.Commit), Short(FirstAfter.Commit)) switch
    {
        (null, null) => null,
        (null, { } after) => $"at commit {after}",
        ({ } before, null) => $"after commit {before}",
        var (before, after) when before == after => $"with commit {after} on both sides",
        var (before, after) => $"commits {before}..{after}",
    };

    /// <summary>Whether it is for the worse.</summary>
    public bool IsWorse(MetricDirection worse) => (Point.After > Point.Before) == (worse == MetricDirection.Higher);

    private static string? Short(string? commit) => commit is { Length: > ShortCommit } ? commit[..ShortCommit] : commit;
}
