using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>A change with its interval on a line: a thin mark at no change, a thick one at the limit; empty when the change has no measure.</summary>
internal static class IntervalBar
{
    private const double Air = 0.08;

    public static Markup Render(RuleComparison comparison, string tone)
    {
        if (comparison.Shift is not { } shift)
        {
            return Markup.Empty;
        }

        double low = comparison.Low ?? shift;
        double high = comparison.High ?? shift;
        double from = Math.Min(Math.Min(low, comparison.Margin), 0);
        double to = Math.Max(Math.Max(high, comparison.Margin), 0);
        double room = Math.Max((to - from) * Air, 1e-6);
        double Place(double share) => 100 * (share - from + room) / (to - from + (2 * room));
        return Markup.Of(
            $"""
            <svg class="limit" width="100%" height="14" aria-hidden="true"><rect class="track" x="0" y="6" width="100%" height="2" rx="1"/>
            <line class="zero" x1="{Place(0)}%" x2="{Place(0)}%" y1="3" y2="11"/>
            <rect class="actual {tone}" x="{Place(low)}%" y="5" width="{Place(high) - Place(low)}%" height="4" rx="2"/>
            <circle class="actual {tone}" cx="{Place(shift)}%" cy="7" r="4"/>
            <line class="mark" x1="{Place(comparison.Margin)}%" x2="{Place(comparison.Margin)}%" y1="0" y2="14"/></svg>
            """);
    }
}
