using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>What makes a trend unstable.</summary>
public sealed record TrendRule
{
    /// <summary>The direction in which the metric gets worse.</summary>
    public required MetricDirection Worse { get; init; }

    /// <summary>How much worse is still stable, as a share of the level before.</summary>
    public required double Margin { get; init; }

    /// <summary>How many of the newest values are looked at.</summary>
    public required int Newest { get; init; }

    /// <summary>The index up to which, and with it, every change is accepted; null when none is.</summary>
    public int? AcceptedUpTo { get; init; }

    /// <summary>The fewest values between two change points; a history shorter than twice this has no data.</summary>
    public int MinSegment { get; init; } = ChangePoints.DefaultMinSegment;
}

/// <summary>What a trend comes to.</summary>
public enum TrendOutcome
{
    /// <summary>The level holds.</summary>
    Stable,

    /// <summary>The level became worse.</summary>
    Worse,

    /// <summary>The history is too short.</summary>
    NoData,
}

/// <summary>The judgement of a trend.</summary>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Cause">The change that made it worse; null when it is not.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TrendResult(TrendOutcome Outcome, ChangePoint? Cause, string Reason)
{
    /// <summary>How much worse the current level is than the one it is compared with, as a fraction of it; below zero when better.</summary>
    public double Growth { get; init; }

    /// <summary>Whether the level holds; a history that is too short is not stable.</summary>
    public bool IsStable => Outcome == TrendOutcome.Stable;
}
