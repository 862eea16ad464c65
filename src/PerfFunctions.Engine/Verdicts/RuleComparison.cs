namespace PerfFunctions.Engine.Verdicts;

/// <summary>
/// A comparison of a run with its baseline. Shares are of the baseline: 0.1 when the run's number is 10 % higher, whatever is
/// worse.
/// </summary>
public sealed record RuleComparison
{
    /// <summary>The address whose loads, interleaved with the run's own, stand in the place of the baseline's; null for the baseline.</summary>
    public string? Against { get; init; }

    /// <summary>Median of the baseline's values, in the unit of the metric.</summary>
    public required double Base { get; init; }

    /// <summary>Median of the run's values, in the same unit.</summary>
    public required double Head { get; init; }

    /// <summary><see cref="Base"/> as a reader writes it: <c>212 ms</c>.</summary>
    public required string BaseText { get; init; }

    /// <summary><see cref="Head"/> as a reader writes it.</summary>
    public required string HeadText { get; init; }

    /// <summary>The change with its interval as a reader writes it: <c>+3.1 % (−0.8 … +7.0)</c>.</summary>
    public required string ChangeText { get; init; }

    /// <summary>The change; null when the baseline is zero and the run is not.</summary>
    public double? Shift { get; init; }

    /// <summary>The limit as a change: below zero where less is worse.</summary>
    public required double Margin { get; init; }

    /// <summary>Lower end of its interval; null when there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its interval; null when there is none.</summary>
    public double? High { get; init; }

    /// <summary>Confidence level of the interval, after the correction for the rules that are judged together.</summary>
    public double? Level { get; init; }

    /// <summary>The p value of no change at all, corrected for the rules that are evaluated together at the level of the interval.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Rank-biserial effect size, -1 to 1.</summary>
    public double? EffectSize { get; init; }

    /// <summary>Kolmogorov–Smirnov's p value for the same spread around the medians; an explanation, never a reason to fail.</summary>
    public double? SpreadPValue { get; init; }

    /// <summary>Runs that the baseline is made of; 1, the run itself, where it was measured <see cref="Against"/> an address.</summary>
    public required int BaseRuns { get; init; }

    /// <summary>Standard deviation between those runs, as a share; null when there is one only.</summary>
    public double? RunScatter { get; init; }

    /// <summary>Values of the baseline: page loads or blocks of load; the runs themselves for a metric that is one number a run.</summary>
    public required int SampleBase { get; init; }

    /// <summary>Values of the run.</summary>
    public required int SampleHead { get; init; }

    /// <summary>When inconclusive: how many more page loads or blocks would probably decide; 0 when more would not.</summary>
    public int? MoreNeeded { get; init; }
}
