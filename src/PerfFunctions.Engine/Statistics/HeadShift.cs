using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>How far the head lies from the baseline, on the two scales that it must be worse on to be called worse.</summary>
/// <param name="Share">As a fraction of the baseline, compared with the margin.</param>
/// <param name="Difference">In the unit of the values, compared with what counts as no change.</param>
/// <param name="Median">The baseline's median.</param>
/// <param name="IsRatio">Whether the share is one of ratios; else, as a value is zero, the difference over the median.</param>
internal sealed record HeadShift(ShiftEstimate Share, ShiftEstimate Difference, double Median, bool IsRatio)
{
    // A growth of just the margin is not regression, whatever the last digit of the division says.
    private const double Rounding = 1e-9;

    /// <summary>Estimates it.</summary>
    /// <param name="input">Both samples, neither of them empty.</param>
    /// <param name="level">Confidence level.</param>
    public static HeadShift Of(RegressionInput input, double level)
    {
        ShiftEstimate difference = HodgesLehmann.Difference(input.Baseline, input.Head, level);
        double median = Samples.Median(input.Baseline);
        return input.Baseline.Concat(input.Head).All(v => v > 0)
            ? new HeadShift(HodgesLehmann.Ratio(input.Baseline, input.Head, level), difference, median, IsRatio: true)
            : new HeadShift(HodgesLehmann.Share(difference, median), difference, median, IsRatio: false);
    }

    /// <summary>Where the intervals lie.</summary>
    public RegressionOutcome Outcome(RegressionInput input)
    {
        RegressionOutcome share = Outcome(Share, input.Worse, input.Margin);
        return input.Negligible == 0 || share == RegressionOutcome.Same ? share
            : (share, Outcome(Difference, input.Worse, input.Negligible)) switch
            {
                (RegressionOutcome.Worse, RegressionOutcome.Worse) => RegressionOutcome.Worse,
                (RegressionOutcome.Better, RegressionOutcome.Better) => RegressionOutcome.Better,
                (RegressionOutcome.Better, _) or (_, RegressionOutcome.Same or RegressionOutcome.Better) => RegressionOutcome.Same,
                _ => RegressionOutcome.Inconclusive,
            };
    }

    /// <summary>The same over runs; null where the margin is wider than what one more run may differ by.</summary>
    public HeadShift? OverRuns(RegressionInput input, RunScatter? scatter, double level)
    {
        if (scatter is not { } runs || MarginOf(input) >= runs.ReachAt(level))
        {
            return null;
        }

        if (IsRatio)
        {
            return this with { Share = runs.Widen(Share, level) };
        }

        ShiftEstimate wide = runs.Widen(Difference, level);
        return this with { Share = HodgesLehmann.Share(wide, Median), Difference = wide };
    }

    // On the scale of the scatter.
    private double MarginOf(RegressionInput input) => IsRatio ? input.Margin : Math.Max(input.Margin * Median, input.Negligible);

    private static RegressionOutcome Outcome(ShiftEstimate shift, MetricDirection worse, double margin)
    {
        (double best, double worst) = worse == MetricDirection.Higher ? (shift.Low, shift.High) : (-shift.High, -shift.Low);
        return best > margin + Rounding ? RegressionOutcome.Worse
            : worst < -margin - Rounding ? RegressionOutcome.Better
            : worst <= margin + Rounding ? RegressionOutcome.Same
            : RegressionOutcome.Inconclusive;
    }
}
