using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Reports.Figures;
using PerfFunctions.Engine.Reports.Html.Charts;

namespace PerfFunctions.Engine.Reports.Html.Sections;

/// <summary>The timings of a page, each load a dot.</summary>
internal static class VitalGrid
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["lcp"] = "Largest contentful paint",
        ["cls"] = "Cumulative layout shift",
        ["inp"] = "Interaction to next paint",
        ["fcp"] = "First contentful paint",
        ["ttfb"] = "Time to first byte",
        ["load"] = "Until the load event",
    };

    public static Markup Render(PageSummary page) => Markup.Of(
        $"""
        <div class="vitals">{Names.Select(n => Vital(page, n.Key, n.Value))}</div>
        """);

    private static Markup Vital(PageSummary page, string metric, string name)
    {
        MetricUnit unit = MetricCatalog.Find(MetricKind.Page, metric)?.Unit ?? MetricUnit.Milliseconds;
        if (SampleFigures.Of(page, metric) is not { } figures)
        {
            // Without input there is no INP, and nothing is missed.
            return metric == "inp" ? Markup.Empty : Markup.Of(
                $"""<div class="vital"><h3><abbr>{metric.ToUpperInvariant()}</abbr> <span>{name}</span></h3><p class="nothing">{MetricFormat.NoData}</p></div>""");
        }

        return Markup.Of(
            $"""
            <div class="vital"><h3><abbr>{Short(metric)}</abbr> <span>{name}</span></h3>
            <p class="figure"><b>{MetricFormat.Format(unit, figures.Median)}</b> {Rating(metric, figures.Median)}</p>
            {new StripPlot(metric, unit, figures).Render()}
            <p class="sub">{Scale(metric, unit)}</p></div>
            """);
    }

    private static string Short(string metric) => metric == "load" ? "Load" : metric.ToUpperInvariant();

    private static Markup Rating(string metric, double median) => VitalBand.Of(metric) is not { } band
        ? Markup.Of($"""<span class="quiet">median</span>""")
        : Markup.Of($"""<span class="chip {band.Tone(median)}">{band.Rating(median)}</span>""");

    private static string Scale(string metric, MetricUnit unit) => VitalBand.Of(metric) is not { } band
        ? "No common limit"
        : $"Good up to {MetricFormat.Format(unit, band.Good)}, poor above {MetricFormat.Format(unit, band.Poor)}";
}
