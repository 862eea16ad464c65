using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Reports.Figures;
using PerfFunctions.Engine.Reports.Html.Charts;

namespace PerfFunctions.Engine.Reports.Html.Sections;

/// <summary>What a page transfers, by type; medians over the loads.</summary>
internal static class WeightTable
{
    public static Markup Render(PageSummary page)
    {
        if (SampleFigures.Of(page, "bytes") is null && SampleFigures.Of(page, "requests") is null)
        {
            return Markup.Empty;
        }

        return Markup.Of(
            $"""
            <div class="weight"><h3>Weight</h3>
            {StackedBar.Render("Bytes by type", MetricUnit.Bytes, ByType(page, "bytes"))}
            {Parts.Scrolled("Weight by type", Table(page))}
            </div>
            """);
    }

    private static Markup Table(PageSummary page) => Markup.Of(
        $"""
        <table class="numbers">
        <thead><tr><th scope="col">Type</th><th scope="col">Bytes</th><th scope="col">Requests</th></tr></thead>
        <tbody>{MetricCatalog.PageResourceTypes.Select((type, i) => Row(page, type, i))}</tbody>
        <tfoot><tr><th scope="row">All</th><td><b>{Text(page, "bytes", MetricUnit.Bytes)}</b></td><td><b>{Text(page, "requests", MetricUnit.Count)}</b></td></tr></tfoot>
        </table>
        """);

    private static Markup Row(PageSummary page, string type, int index) => Markup.Of(
        $"""<tr><th scope="row"><span class="swatch t{index}" aria-hidden="true"></span>{type}</th><td>{Text(page, $"bytes.{type}", MetricUnit.Bytes)}</td><td>{Text(page, $"requests.{type}", MetricUnit.Count)}</td></tr>""");

    private static string Text(PageSummary page, string metric, MetricUnit unit) =>
        SampleFigures.Of(page, metric) is { } figures ? MetricFormat.Format(unit, figures.Median) : MetricFormat.NoData;

    private static IReadOnlyList<KeyValuePair<string, double>> ByType(PageSummary page, string metric) =>
        [.. MetricCatalog.PageResourceTypes.Select(t => KeyValuePair.Create(t, Math.Max(0, SampleFigures.Of(page, $"{metric}.{t}")?.Median ?? 0)))];
}
