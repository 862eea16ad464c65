using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>Explains the result of a comparison in one sentence.</summary>
internal static class RegressionReason
{
    /// <summary>A side has no values.</summary>
    public static string NoData(int baseline, int head) =>
        baseline > 0 ? "The candidate has no values." : head > 0 ? "The baseline has no values." : "Neither side has values.";

    /// <summary>So few values can never reach the level.</summary>
    public static string TooSmall(RegressionInput input, double level)
    {
        int more = MoreValues.ForLevel(input, (1 - level) / 2);
        string found = string.Create(
            CultureInfo.InvariantCulture, $"{input.Baseline.Count} baseline values and {input.Head.Count} candidate values");
        string enough = string.Create(
            CultureInfo.InvariantCulture, $"{MoreValues.BaseWith(input, more)} and {input.Head.Count + more} are needed");
        return $"{found} are too few for a result at the level of {Share(level)}; {enough}.";
    }

    /// <summary>Where the interval lies.</summary>
    public static string Of(RegressionOutcome outcome, HeadShift shift, double level, RegressionInput input)
    {
        ShiftEstimate share = shift.Share;
        string found = double.IsInfinity(share.Shift)
            ? "The baseline is zero and the candidate is not"
            : $"The candidate is {Side(share.Shift)} ({Share(level)} interval {Share(share.Low)} to {Share(share.High)})";
        bool isTooLittle = outcome == RegressionOutcome.Same && input.Negligible > 0 &&
            shift.Outcome(input with { Negligible = 0 }) != RegressionOutcome.Same;
        if (outcome == RegressionOutcome.Inconclusive && shift.Outcome(input with { Negligible = 0 }) == RegressionOutcome.Worse)
        {
            return $"{found}: the difference may be within {MetricFormat.Format(input.Unit, input.Negligible)}, which counts as no change.";
        }

        return isTooLittle
            ? $"{found}: the difference is within {MetricFormat.Format(input.Unit, input.Negligible)}, which counts as no change."
            : $"{found}: {Verdict(outcome, Share(input.Margin))}.";
    }

    /// <summary>The interval over runs reaches across the margin, though that over values does not.</summary>
    public static string OfScatter(HeadShift shift, HeadShift overRuns, double level, RunScatter scatter, RegressionInput input) =>
        $"{(double.IsFinite(shift.Share.Shift) ? $"The candidate is {Side(shift.Share.Shift)}" : "The baseline is zero and the candidate is not")}, " +
        $"but {Scatter(scatter, input, shift.Median)}: the {Share(level)} interval over runs, {Interval(shift, overRuns, input)}, " +
        $"crosses {(shift.Median == 0 ? "what counts as no change" : $"the margin of {Share(input.Margin)}")}.";

    private static string Scatter(RunScatter scatter, RegressionInput input, double median)
    {
        string Words(double deviation) =>
            median == 0 ? MetricFormat.Format(input.Unit, deviation) : Share(scatter.ShareOf(deviation, median));
        return scatter.Runs == 1
            ? $"one baseline run does not show how much runs differ, so {Words(scatter.Deviation)} is assumed"
            : scatter.IsOfItself
                ? $"the baseline runs differ from each other by {Words(scatter.Found)}"
                : $"runs may differ from each other by {Words(scatter.Deviation)}, estimated from the {scatter.Runs} baseline runs and the usual scatter";
    }

    private static string Interval(HeadShift shift, HeadShift overRuns, RegressionInput input) => shift.Median == 0
        ? $"{MetricFormat.Format(input.Unit, overRuns.Difference.Low)} to {MetricFormat.Format(input.Unit, overRuns.Difference.High)}"
        : $"{Share(overRuns.Share.Low)} to {Share(overRuns.Share.High)}";

    private static string Verdict(RegressionOutcome outcome, string margin) => outcome switch
    {
        RegressionOutcome.Worse => $"the whole interval is worse than the margin of {margin}",
        RegressionOutcome.Better => $"the whole interval is better than the margin of {margin}",
        RegressionOutcome.Same => $"no part of the interval is worse than the margin of {margin}",
        _ => $"the interval crosses the margin of {margin}",
    };

    private static string Side(double shift) => shift switch
    {
        0 => "the same",
        > 0 => $"{Share(shift)} higher",
        _ => $"{Share(-shift)} lower",
    };

    private static string Share(double share) =>
        double.IsFinite(share) ? MetricFormat.Format(MetricUnit.Share, share) : share > 0 ? "infinity" : "minus infinity";
}
