using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>The timings of a page, each load a sign.</summary>
internal static class VitalGrid
{
    private static readonly (string Metric, string Short, string Name)[] Vitals =
    [
        (PageMetric.Lcp, "LCP", "Largest contentful paint"),
        (PageMetric.Cls, "CLS", "Cumulative layout shift"),
        (PageMetric.Inp, "INP", "Interaction to next paint"),
        (PageMetric.Tbt, "TBT", "Total blocking time"),
        (PageMetric.SpeedIndex, "Speed Index", "How fast the viewport fills"),
        (PageMetric.Fcp, "FCP", "First contentful paint"),
        (PageMetric.Ttfb, "TTFB", "Time to first byte"),
        (PageMetric.Load, "Load", "Time to the load event"),
    ];

    // Without input there is no INP, and only one of the browsers reports the other two: nothing is missing.
    private static readonly string[] MayBeMissing = [PageMetric.Inp, PageMetric.Tbt, PageMetric.SpeedIndex];

    public static Markup Render(PageSummary page, IReadOnlyList<RuleResult> rules) => Markup.Of(
        $"""
        <div class="vitals">{Vitals.Select(v => Vital(page, rules, v.Metric, v.Short, v.Name))}</div>
        {StripLegend.Render(page, Vitals.Any(v => BudgetOfPage.Find(rules, page, v.Metric) is not null))}
        """);

    private static Markup Vital(PageSummary page, IReadOnlyList<RuleResult> rules, string metric, string shortName, string name)
    {
        MetricUnit unit = MetricCatalog.Find(MetricKind.Page, metric)?.Unit ?? MetricUnit.Milliseconds;
        if (SampleFigures.Of(page, metric) is not { } figures)
        {
            return MayBeMissing.Contains(metric) ? Markup.Empty : Markup.Of(
                $"""<div class="vital"><h3><abbr>{shortName}</abbr> <span>{name}</span></h3><p class="nothing">{MetricFormat.NoData}</p></div>""");
        }

        RuleResult? budget = BudgetOfPage.Find(rules, page, metric);
        var plot = new StripPlot(metric, unit, figures)
        {
            Repeated = LoadPoint.Of(page.Repeated, metric),
            BaseRepeated = LoadPoint.Of(page.BaseRepeated, metric),
            Base = SampleFigures.Of(LoadPoint.Of(page.BaseLoads, metric)),
            Limit = budget?.Limit,
        };
        return Markup.Of(
            $"""
            <div class="vital"><h3><abbr>{shortName}</abbr> <span>{name}</span></h3>
            <p class="figure"><b>{MetricFormat.Format(unit, figures.Median)}</b> {Rating(metric, figures.Median)}</p>
            {plot.Render()}
            <p class="sub">{Scale(metric, unit)}{(budget is null ? "" : $" · budget {budget.Operator} {budget.Expected}")}{Against(plot, unit)}</p></div>
            """);
    }

    private static string Against(StripPlot plot, MetricUnit unit) =>
        plot.Base is null ? "" : $" · base {MetricFormat.Format(unit, plot.Base.Median)}";

    private static Markup Rating(string metric, double median) => VitalBand.Of(metric) is not { } band
        ? Markup.Of($"""<span class="quiet">median</span>""")
        : Markup.Of($"""<span class="chip {band.Tone(median)}">{band.Rating(median)}</span>""");

    private static string Scale(string metric, MetricUnit unit) => VitalBand.Of(metric) is not { } band
        ? "No common threshold"
        : $"Good up to {MetricFormat.Format(unit, band.Good)}, poor above {MetricFormat.Format(unit, band.Poor)}";
}
