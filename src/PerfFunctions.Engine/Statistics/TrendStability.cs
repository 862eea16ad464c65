using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>Judges whether the newest part of a history holds its level.</summary>
public static class TrendStability
{
    /// <summary>
    /// Whether a change for the worse lies in the newest values that is neither accepted nor taken back since. Small
    /// changes add up: the current level is compared with the one before each of them.
    /// </summary>
    /// <param name="history">The values, oldest first.</param>
    /// <param name="changes">Its change points, as <see cref="ChangePoints.Find"/> gives them.</param>
    /// <param name="rule">What counts.</param>
    public static TrendResult Judge(IReadOnlyList<double> history, IReadOnlyList<ChangePoint> changes, TrendRule rule)
    {
        if (history.Count < 2 * rule.MinSegment)
        {
            return new TrendResult(TrendOutcome.NoData, null, string.Create(CultureInfo.InvariantCulture,
                $"{history.Count} values are too few for a trend; {2 * rule.MinSegment} are needed."));
        }

        int oldest = Math.Max(history.Count - rule.Newest, (rule.AcceptedUpTo ?? -1) + 1);
        ChangePoint? cause = changes.Where(c => c.Index >= oldest).MaxBy(c => Growth(c.Before, changes[^1].After, rule.Worse));
        double growth = cause is null ? 0 : Growth(cause.Before, changes[^1].After, rule.Worse);
        TrendResult result = growth > rule.Margin
            ? new TrendResult(TrendOutcome.Worse, cause, Reason(cause!, growth, rule, history.Count))
            : new TrendResult(TrendOutcome.Stable, null, string.Create(CultureInfo.InvariantCulture,
                $"No lasting regression of more than {Share(rule.Margin)} in the newest {history.Count - oldest} values."));
        return result with { Growth = growth };
    }

    private static double Growth(double before, double now, MetricDirection worse)
    {
        double change = worse == MetricDirection.Higher ? now - before : before - now;
        return change == 0 ? 0 : change / Math.Abs(before);
    }

    private static string Reason(ChangePoint cause, double growth, TrendRule rule, int count)
    {
        string worse = double.IsFinite(growth) ? $"{Share(growth)} worse" : "worse from zero";
        string since = string.Create(CultureInfo.InvariantCulture, $"value {cause.Index + 1} of {count}");
        return $"The level is {worse} since {since}, beyond the margin of {Share(rule.Margin)}.";
    }

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
