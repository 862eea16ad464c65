using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// Two samples of one metric, and how much worse the head may be. Each value is one replication: a page load, or a block
/// of seconds of load; never a request, because requests of one moment are slow together.
/// </summary>
/// <remarks>
/// The test treats the values as independent, but blocks of one run share its bias: <see cref="BaselineRuns"/> identifies the
/// run.
/// Neighbouring blocks that are correlated by 0.6 did little harm in simulations (0.6 % false alarms at a margin of 5 %), by
/// 0.8 some (3.6 %).
/// </remarks>
public sealed record RegressionInput
{
    /// <summary>The values of the baseline, 0 or more each, in any unit.</summary>
    public required IReadOnlyList<double> Baseline { get; init; }

    /// <summary>
    /// The same values by the runs that they come from, from how the runs differ follows how much the head may differ by chance;
    /// one run is taken to differ by the usual. Empty where both sides were interleaved in one run.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> BaselineRuns { get; init; } = [];

    /// <summary>The values to judge, in the same unit.</summary>
    public required IReadOnlyList<double> Head { get; init; }

    /// <summary>The direction in which the metric gets worse.</summary>
    public required MetricDirection Worse { get; init; }

    /// <summary>How much worse is still no regression, as a share of the baseline: 0.1 for 10 %.</summary>
    public required double Margin { get; init; }

    /// <summary>The largest change, in the unit of the values, that counts as none, whatever share of the baseline it is; 0 for none.</summary>
    public double Negligible { get; init; }

    /// <summary>Unit of the values, for what is said of <see cref="Negligible"/>.</summary>
    public MetricUnit Unit { get; init; } = MetricUnit.Score;

    /// <summary>The chance of a false alarm that is accepted over the whole family; the intervals follow from it.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How many tests the false alarm may come from.</summary>
    public int Family { get; init; } = 1;

    /// <summary>The most values of the head that would be taken to decide.</summary>
    public int MaxValues { get; init; } = 30;

    /// <summary>Whether both sides are interleaved, so that more values are more of both.</summary>
    public bool IsInterleaved => BaselineRuns.Count == 0;
}
