using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>The vitals of pages: medians over their loads.</summary>
internal static class PageTable
{
    private static readonly (string Metric, string Title, MetricUnit Unit)[] Vitals =
    [
        (PageMetric.Lcp, "LCP:", MetricUnit.Milliseconds),
        (PageMetric.Cls, "CLS:", MetricUnit.Score),
        (PageMetric.Inp, "INP:", MetricUnit.Milliseconds),
        (PageMetric.Tbt, "TBT:", MetricUnit.Milliseconds),
        (PageMetric.Ttfb, "TTFB:", MetricUnit.Milliseconds),
    ];

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        RunReport? run = source.Audits;
        writer.Heading(2, "Pages");
        writer.Table(
            ["Page", "Loads:", .. Vitals.Select(v => v.Title), "Run"],
            (run?.Summary?.Pages ?? []).Select(p => (IReadOnlyList<string>)
            [
                Name(p.Name), Number(MetricUnit.Count, p.Loads.Count),
                .. Vitals.Select(v => Number(v.Unit, SampleFigures.Of(p, v.Metric)?.Median)), Source(run),
            ]),
            source.Plan.Pages.Count == 0 ? "The plan audits no pages." : "No page was measured.");
    }
}
