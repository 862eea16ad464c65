using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What the main thread was busy with; medians over the loads.</summary>
internal static class MainThreadBlock
{
    private static readonly string[] Categories = ["script", "layout", "paint", "parse", "gc", "other"];

    public static Markup Render(PageSummary page)
    {
        KeyValuePair<string, double>[] parts = [.. Categories.Select(c => KeyValuePair.Create(
            c == "gc" ? "garbage collection" : c, Math.Max(0, SampleFigures.Of(page, $"{PageMetric.Main}.{c}")?.Median ?? 0)))];
        double whole = SampleFigures.Of(page, PageMetric.Main)?.Median ?? parts.Sum(p => p.Value);
        return parts.All(p => p.Value <= 0) ? Markup.Empty : Markup.Of(
            $"""
            <div class="block"><h3>Main thread <span>{Parts.Time(whole)} of work</span></h3>
            {BarKeys.Render("Main-thread work by kind", MetricUnit.Milliseconds, parts)}
            </div>
            """);
    }
}
