using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>What the pages came to: median and, below it, the range over the loads.</summary>
internal static class MarkdownPages
{
    private static readonly (string Metric, string Name)[] Columns =
    [
        (PageMetric.Lcp, "LCP:"), (PageMetric.Cls, "CLS:"), (PageMetric.Inp, "INP:"), (PageMetric.Tbt, "TBT:"),
        (PageMetric.SpeedIndex, "Speed Index:"), (PageMetric.Bytes, "Bytes:"), (PageMetric.Requests, "Requests:"),
    ];

    public static IEnumerable<MarkdownBlock> Of(IReadOnlyList<PageSummary> pages)
    {
        if (pages.Count == 0)
        {
            yield break;
        }

        (string Metric, string Name)[] columns = [.. Columns.Where(c => pages.Any(p => SampleFigures.Of(p, c.Metric) is not null))];
        yield return MarkdownBlock.Table(
            "Pages (median, range)", ["Page", .. columns.Select(c => c.Name)], pages.Select(p => Row(p, columns.Select(c => c.Metric))));
        yield return MarkdownBlock.List("Page conditions and causes", pages.SelectMany(MarkdownCauses.Of));
        string[] failed = [.. pages.SelectMany(Failures)];
        if (failed.Length > 0)
        {
            yield return MarkdownBlock.List("Failed loads", failed);
        }
    }

    private static IReadOnlyList<string> Row(PageSummary page, IEnumerable<string> metrics)
    {
        int loaded = page.Loads.Count(l => l.Failure is null);
        string device = Escape(page.Environment.Device.Name);
        return [$"{Code(page.Name)}<br>{device}, {loaded} of {page.Runs} loads", .. metrics.Select(m => Cell(page, m))];
    }

    private static string Cell(PageSummary page, string metric)
    {
        MetricUnit unit = MetricCatalog.Find(MetricKind.Page, metric)?.Unit ?? MetricUnit.Milliseconds;
        if (SampleFigures.Of(page, metric) is not { } figures)
        {
            return MetricFormat.NoData;
        }

        (string least, string most) = (MetricFormat.Format(unit, figures.Min), MetricFormat.Format(unit, figures.Max));
        return $"**{MetricFormat.Format(unit, figures.Median)}**{(least == most ? "" : $"<br>{least}–{most}")}";
    }

    private static IEnumerable<string> Failures(PageSummary page)
    {
        foreach (PageLoad load in page.Loads.Where(l => l.Failure is not null))
        {
            yield return $"{Code(page.Name)}, load {load.Number}: {Escape(load.Failure)}";
        }

        if (page.Loads.Count < page.Runs)
        {
            yield return $"{Code(page.Name)}: only {page.Loads.Count} of {page.Runs} loads were completed";
        }
    }
}
