namespace PerfFunctions.Engine.Statistics;

/// <summary>What a comparison of two samples says.</summary>
public enum RegressionOutcome
{
    /// <summary>The whole interval lies past the margin, on the good side.</summary>
    Better,

    /// <summary>The whole interval lies on the good side of the margin: no regression.</summary>
    Same,

    /// <summary>The whole interval lies past the margin, on the bad side: a regression.</summary>
    Worse,

    /// <summary>The interval crosses the margin, or the samples are too small.</summary>
    Inconclusive,

    /// <summary>A side has no values.</summary>
    NoData,
}

/// <summary>A comparison's result. Shares are of the baseline: 0.1 when the head is 10 % higher, whatever is worse.</summary>
public sealed record RegressionResult
{
    /// <summary>What it comes to.</summary>
    public required RegressionOutcome Outcome { get; init; }

    /// <summary>The shift; null when there is none, or when the baseline is zero and the head is not.</summary>
    public double? Shift { get; init; }

    /// <summary>Lower end of the shift's interval; null when there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the shift's interval; null when there is none.</summary>
    public double? High { get; init; }

    /// <summary>Confidence level of the interval: 0.95, or more when other tests stand beside it.</summary>
    public double? Level { get; init; }

    /// <summary>Mann–Whitney's p value for no shift at all, of this test alone.</summary>
    public double? PValue { get; init; }

    /// <summary>
    /// The same, corrected for the tests evaluated together: times those that were open when this one was decided (Holm's
    /// steps), so that it has the level of the interval.
    /// </summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Rank-biserial effect size, -1 to 1; positive when the head is higher.</summary>
    public double? EffectSize { get; init; }

    /// <summary>Kolmogorov–Smirnov's p value for the same spread; an explanation, never a reason to fail.</summary>
    public double? SpreadP { get; init; }

    /// <summary>Standard deviation between the runs of the baseline, as a share; null when it has one run only.</summary>
    public double? RunScatter { get; init; }

    /// <summary>Values of the baseline.</summary>
    public required int SampleBase { get; init; }

    /// <summary>Values of the head.</summary>
    public required int SampleHead { get; init; }

    /// <summary>
    /// When inconclusive: how many more values of the head, and of a side interleaved with it, would probably decide, up
    /// to the limit; 0 when the limit is reached, or when it is whole runs that differ.
    /// </summary>
    public int? MoreNeeded { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }
}
