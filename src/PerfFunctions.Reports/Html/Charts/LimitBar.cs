using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>
/// A small bar of what was measured, with a mark at the limit: in the middle, unless twice the limit is passed; empty when there
/// is no number.
/// </summary>
internal static class LimitBar
{
    private const double Air = 1.05;

    public static Markup Render(RuleResult rule, string tone)
    {
        double value = Measured(rule);
        double limit = double.IsFinite(rule.Limit) ? Math.Max(0, rule.Limit) : 0;
        double full = Math.Max(value * Air, limit * 2);
        (double width, double mark) = full > 0 ? (100 * value / full, 100 * limit / full) : (0, 0);
        return Markup.Of(
            $"""
            <svg class="limit" width="100%" height="14" aria-hidden="true"><rect class="track" x="0" y="4" width="100%" height="6" rx="3"/>
            <rect class="actual {tone}" x="0" y="4" width="{width}%" height="6" rx="3"/>
            <line class="mark" x1="{mark}%" x2="{mark}%" y1="0" y2="14"/></svg>
            """);
    }

    // Growth may be below zero, which is not a length.
    private static double Measured(RuleResult rule) =>
        rule.Value is { } value && double.IsFinite(value) ? Math.Max(0, value) : 0;
}
