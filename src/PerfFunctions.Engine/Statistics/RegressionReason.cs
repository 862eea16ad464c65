using System.Globalization;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Statistics;

/// <summary>Says in one sentence why a comparison came out as it did.</summary>
internal static class RegressionReason
{
    /// <summary>A side has no values.</summary>
    public static string NoData(int baseline, int head) =>
        baseline > 0 ? "The head has no values." : head > 0 ? "The baseline has no values." : "Neither side has values.";

    /// <summary>So few values can never reach the level.</summary>
    public static string TooSmall(int baseline, int head, double level)
    {
        int more = MoreValues.ForLevel(baseline, head, (1 - level) / 2);
        string found = string.Create(CultureInfo.InvariantCulture, $"{baseline} values of the baseline and {head} of the head");
        string enough = string.Create(CultureInfo.InvariantCulture, $"{baseline + more} and {head + more} could");
        return $"{found} can never show anything at the level of {Share(level)}; {enough}.";
    }

    /// <summary>Where the interval lies.</summary>
    public static string Of(RegressionOutcome outcome, ShiftEstimate shift, double level, double margin)
    {
        string found = double.IsInfinity(shift.Shift)
            ? "The baseline is zero and the head is not"
            : $"The head is {Side(shift.Shift)} ({Share(level)} interval {Share(shift.Low)} to {Share(shift.High)})";
        return $"{found}: {Verdict(outcome, Share(margin))}.";
    }

    /// <summary>The interval over runs reaches across the margin, though that over values does not.</summary>
    public static string OfScatter(ShiftEstimate shift, ShiftEstimate overRuns, double level, RunScatter scatter, double margin) =>
        $"The head is {Side(shift.Shift)}, but {Scatter(scatter)}: the {Share(level)} interval " +
        $"over runs, {Share(overRuns.Low)} to {Share(overRuns.High)}, reaches across the margin of {Share(margin)}.";

    private static string Scatter(RunScatter scatter) => scatter.Runs == 1
        ? $"one run of the baseline cannot show what runs differ by, which is taken for {Share(scatter.Deviation)} until there are more"
        : $"runs of the baseline differ by {Share(scatter.Deviation)} from each other";

    private static string Verdict(RegressionOutcome outcome, string margin) => outcome switch
    {
        RegressionOutcome.Worse => $"all of it is worse by more than the margin of {margin}",
        RegressionOutcome.Better => $"all of it is better by more than the margin of {margin}",
        RegressionOutcome.Same => $"none of it is worse by more than the margin of {margin}",
        _ => $"the noise reaches across the margin of {margin}",
    };

    private static string Side(double shift) => shift switch
    {
        0 => "the same",
        > 0 => $"{Share(shift)} higher",
        _ => $"{Share(-shift)} lower",
    };

    private static string Share(double share) =>
        double.IsFinite(share) ? MetricFormat.Format(MetricUnit.Share, share) : share > 0 ? "no limit" : "minus no limit";
}
