using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What each page came to, and why.</summary>
internal static class PagesSection
{
    private const int MaxDocuments = 5;

    private static readonly string[] SoFar = [PageMetric.Ttfb, PageMetric.Fcp, PageMetric.Lcp, PageMetric.Cls, PageMetric.Requests, PageMetric.Bytes];

    public static IEnumerable<ReportPart> Of(RunReport report)
    {
        var pictures = new PicturePool(report);
        return (report.Summary?.Pages ?? [])
            .Select((p, i) => new ReportPart($"page-{i}", p.Name, Body(report, p, pictures)) { Kind = "Page", Lead = Lead(p) });
    }

    private static Markup Lead(PageSummary page) => Markup.Of(
        $"""
        <p>{Parts.Link(page.Address.OriginalString)}{Against(page)}</p>
        <p class="quiet">{string.Join(" · ", PageQuality.Conditions(page))}</p>
        <p class="quiet">{string.Join(" · ", PageQuality.Steadiness(page))}</p>
        """);

    private static Markup Body(RunReport report, PageSummary page, PicturePool pictures)
    {
        var causes = PageCauses.Of(page);
        return Markup.Of(
            $"""
            {Arrived(page)}
            {Failures(page)}
            <div class="page {Shape(page)}">
            <div>{VitalGrid.Render(page, report.Verdict.Rules)}</div>
            {pictures.Screenshot(page, Shape(page))}
            </div>
            {Filmstrip.Render(page, causes, pictures)}
            <div class="causes">{LcpBlock.Render(page, causes)}{MainThreadBlock.Render(page)}</div>
            {CausesBlock.Render(page, causes)}
            {WaterfallBlock.Render(page, causes)}
            {WeightTable.Render(page)}
            {FurtherBlock.Render(page)}
            {EvidenceLinks.Render(report, page)}
            """);
    }

    private static string Shape(PageSummary page) => page.Environment.Device.Touch ? "mobile" : "desktop";

    private static Markup Against(PageSummary page) => page.BaseAddress is not { } other ? Markup.Empty : Markup.Of(
        $""" <span class="quiet">against</span> {Parts.Link(other.OriginalString)}""");

    private static Markup Arrived(PageSummary page)
    {
        ArrivedDocument[] documents = [.. page.Loads.Select(l => l.Document).OfType<ArrivedDocument>().Distinct().Take(MaxDocuments)];
        string[] remarks = [.. page.Loads.Concat(page.BaseLoads).SelectMany(l => l.Remarks).Distinct().Take(MaxDocuments)];
        return Markup.Of(
            $"""
            {documents.Select(d => Markup.Of($"""<p class="quiet">Served by {Parts.Link(d.Address)}{(d.Status > 0 ? $" with status {d.Status}" : "")}</p>"""))}
            {(remarks.Length == 0 ? Markup.Empty : Markup.Of($"""<ul class="failures">{remarks.Select(r => Markup.Of($"<li>{r}</li>"))}</ul>"""))}
            """);
    }

    private static Markup Failures(PageSummary page)
    {
        Markup[] lines =
        [
            .. page.Loads.Where(l => l.Failure is not null).Select(l => Failure("Load", l)),
            .. page.BaseLoads.Where(l => l.Failure is not null).Select(l => Failure("Base load", l)),
            .. page.Loads.Count < page.Runs
                ? [Markup.Of($"<li>Only {page.Loads.Count} of {page.Runs} loads were completed.</li>")]
                : Array.Empty<Markup>(),
        ];
        return Markup.Of(
            $"""
            {(lines.Length == 0 ? Markup.Empty : Markup.Of($"""<ul class="failures">{lines}</ul>"""))}
            {NoiseSources(page)}
            """);
    }

    private static Markup Failure(string what, PageLoad load) =>
        Markup.Of($"<li><b>{what} {load.Number}</b> failed: {load.Failure}{Unfinished(load)}</li>");

    private static Markup Unfinished(PageLoad load)
    {
        string[] values = [.. SoFar.Where(load.Unfinished.ContainsKey).Select(m => $"{m} {MetricFormat.Format(MetricCatalog.Find(MetricKind.Page, m)?.Unit ?? MetricUnit.Milliseconds, load.Unfinished[m])}")];
        return values.Length == 0 ? Markup.Empty : Markup.Of($""" <span class="quiet">Measured until then, not counted: {string.Join(", ", values)}.</span>""");
    }

    private static Markup NoiseSources(PageSummary page)
    {
        string[] reasons =
            [.. page.Loads.Concat(page.BaseLoads).Concat(page.Repeated).Concat(page.BaseRepeated).Select(l => l.Noise).OfType<string>().Distinct()];
        return reasons.Length == 0 ? Markup.Empty : Markup.Of($"""<p class="remark calm">Other work on the machine: {string.Join(" ", reasons)}</p>""");
    }
}
