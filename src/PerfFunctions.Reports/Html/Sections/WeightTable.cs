using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What a page transfers, by type, and what of it is not its own or not used; medians over the loads.</summary>
internal static class WeightTable
{
    public static Markup Render(PageSummary page)
    {
        if (SampleFigures.Of(page, PageMetric.Bytes) is null && SampleFigures.Of(page, PageMetric.Requests) is null)
        {
            return Markup.Empty;
        }

        return Markup.Of(
            $"""
            <div class="block"><h3>Weight</h3>
            {StackedBar.Render("Bytes by type", MetricUnit.Bytes, ByType(page, PageMetric.Bytes))}
            {Table(page).Render(page)}
            {Remarks(page)}
            </div>
            """);
    }

    private static FiguresTable Table(PageSummary page) => new("Weight by type", "Type")
    {
        Columns = [("Transferred", MetricUnit.Bytes), ("Decoded", MetricUnit.Bytes), ("Unused", MetricUnit.Bytes), ("Requests", MetricUnit.Count)],
        Rows =
        [
            .. MetricCatalog.PageResourceTypes.Select((type, i) => (
                Markup.Of($"""<span class="swatch t{i}" aria-hidden="true"></span>{type}"""),
                (IReadOnlyList<string?>)[$"bytes.{type}", $"decoded.{type}", type is "script" or "style" ? $"unused.{type}" : null, $"requests.{type}"])),
            (Markup.Of($"<b>all</b>"), [PageMetric.Bytes, PageMetric.Decoded, null, PageMetric.Requests]),
            .. Source(page, "workers", "of these, by service and shared workers"),
            .. Source(page, "frames", "of these, by frames in other processes"),
        ],
    };

    private static IEnumerable<(Markup, IReadOnlyList<string?>)> Source(PageSummary page, string metric, string title) =>
        Value(page, $"{metric}.requests") > 0 ? [(Markup.Of($"{title}"), [$"{metric}.bytes", null, null, $"{metric}.requests"])] : [];

    private static Markup Remarks(PageSummary page)
    {
        string[] remarks =
        [
            .. Value(page, PageMetric.ThirdPartyShare) is { } share
                ? [$"{MetricFormat.Format(MetricUnit.Share, share)} of the bytes came from other sites{Of(page)}"] : Array.Empty<string>(),
            .. Value(page, PageMetric.Blocking) is { } blocking
                ? [$"{MetricFormat.Format(MetricUnit.Count, blocking)} resources blocked the first paint"] : Array.Empty<string>(),
        ];
        return remarks.Length == 0 ? Markup.Empty : Markup.Of($"""<p class="sub">{string.Join(". ", remarks)}.</p>""");
    }

    private static string Of(PageSummary page) =>
        Value(page, PageMetric.ThirdPartyBytes) is { } bytes && Value(page, PageMetric.ThirdPartyRequests) is { } requests
        ? $": {MetricFormat.Format(MetricUnit.Bytes, bytes)} in {MetricFormat.Format(MetricUnit.Count, requests)} requests"
        : "";

    private static double? Value(PageSummary page, string metric) => SampleFigures.Of(page, metric)?.Median;

    private static IReadOnlyList<KeyValuePair<string, double>> ByType(PageSummary page, string metric) =>
        [.. MetricCatalog.PageResourceTypes.Select(t => KeyValuePair.Create(t, Math.Max(0, Value(page, $"{metric}.{t}") ?? 0)))];
}
