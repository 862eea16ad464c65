using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>
/// The changes of a verdict with their intervals, one a row on one axis with no change in its middle: a picture that stands
/// alone, outside of any page. What lies past the axis ends at it.
/// </summary>
internal sealed record ChangesChart(IReadOnlyList<RuleResult> Rows, int LeftOut)
{
    private const int Width = 560;
    private const int Margin = 20;
    private const int Head = 64;
    private const int Row = 50;
    private const int Axis = 32;
    private const int MaxRows = 10;
    private const int LongestName = 44;
    private const double MaxShown = 1;

    // The axis reaches a little past the widest interval, and from one end to the other over 2 % at least.
    private const double Air = 1.1;
    private const double MinReach = 0.01;

    private double Reach { get; } = NiceScale.For(
        Math.Clamp(Air * Rows.Max(r => new[] { Low(r), High(r), r.Comparison!.Margin }.Max(Math.Abs)), MinReach, MaxShown), 2).Max;

    private int Bottom => Head + (Row * Rows.Count);

    /// <summary>The chart of a verdict, the worst first; null when nothing in it was compared and has a measure.</summary>
    public static ChangesChart? Of(Verdict verdict)
    {
        RuleResult[] compared = [.. verdict.Rules.Where(r => r is { Status: not RuleStatus.Off, Comparison.Shift: not null }).OrderBy(Place)];
        return compared.Length == 0 ? null : new ChangesChart(compared[..Math.Min(MaxRows, compared.Length)], Math.Max(0, compared.Length - MaxRows));
    }

    /// <summary>The whole picture.</summary>
    public Markup Render(string plan)
    {
        int height = Bottom + Axis + (LeftOut == 0 ? 0 : 18);
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img">
            <title>{Description(plan)}</title>
            <style><![CDATA[{Markup.Trusted(ReportTheme.Css)}{Markup.Trusted(PageAssets.Read("changes.css"))}]]></style>
            <rect class="paper" x="0.5" y="0.5" width="{Width - 1}" height="{height - 1}" rx="10"/>
            <text class="title" x="{Margin}" y="30">{CleanText.Line(plan, LongestName)}</text>
            <text class="quiet" x="{Margin}" y="49">change with its interval; the dashed mark is the limit</text>
            <line class="zero" x1="{X(0)}" x2="{X(0)}" y1="{Head}" y2="{Bottom}"/>
            {Rows.Select(Draw)}
            {new[] { -Reach, 0, Reach }.Select(Tick)}
            {(LeftOut == 0 ? Markup.Empty : Markup.Of($"""<text class="quiet" x="{Margin}" y="{height - 12}">and {LeftOut} more</text>"""))}
            </svg>
            """);
    }

    private Markup Draw(RuleResult rule, int index)
    {
        RuleComparison comparison = rule.Comparison!;
        int top = Head + (Row * index);
        int middle = top + 34;
        string tone = OutcomeText.Of(rule.Status).Tone;
        (double low, double high) = (X(Low(rule)), X(High(rule)));
        return Markup.Of(
            $"""
            <text x="{Margin}" y="{top + 16}">{OutcomeText.Of(rule.Status).Glyph} {CleanText.Line(Name(rule), LongestName)}</text>
            <text class="{tone} value" x="{Width - Margin}" y="{top + 16}" text-anchor="end">{comparison.ChangeText}</text>
            <line class="track" x1="{Margin}" x2="{Width - Margin}" y1="{middle}" y2="{middle}"/>
            <rect class="{tone}" x="{low}" y="{middle - 3}" width="{Math.Max(1, high - low)}" height="6" rx="3"/>
            <circle class="{tone}" cx="{X(comparison.Shift!.Value)}" cy="{middle}" r="5"/>
            <line class="limit" x1="{X(comparison.Margin)}" x2="{X(comparison.Margin)}" y1="{middle - 10}" y2="{middle + 10}"/>
            """);
    }

    private Markup Tick(double share) => Markup.Of(
        $"""<text class="quiet" x="{X(share)}" y="{Bottom + 16}" text-anchor="{(share < 0 ? "start" : share > 0 ? "end" : "middle")}">{(share > 0 ? "+" : "")}{MetricFormat.Format(MetricUnit.Share, share)}</text>""");

    private double X(double share) => Math.Round(Margin + ((Width - (2 * Margin)) * ((Math.Clamp(share, -Reach, Reach) / Reach) + 1) / 2), 1);

    private string Description(string plan) => CleanText.Line(
        $"{plan}: {string.Join("; ", Rows.Select(r => $"{Name(r)} {r.Comparison!.ChangeText}, {OutcomeText.Of(r.Status).Label}"))}", 2_000);

    // "browse.latency.p95 regression < 10%": the change says the rest.
    private static string Name(RuleResult rule) => rule.Rule.Split(' ')[0];

    private static double Low(RuleResult rule) => rule.Comparison!.Low ?? rule.Comparison.Shift!.Value;

    private static double High(RuleResult rule) => rule.Comparison!.High ?? rule.Comparison.Shift!.Value;

    private static int Place(RuleResult rule) => rule.Status switch
    {
        RuleStatus.Fail => 0,
        RuleStatus.Warn => 1,
        RuleStatus.Inconclusive => 2,
        _ => 3,
    };
}
