using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Engine.Reports.Html.Sections;

/// <summary>What each page came to.</summary>
internal static class PagesSection
{
    public static Markup Render(RunReport report)
    {
        var screenshots = new ScreenshotShelf(report.Screenshots);
        return Markup.Join((report.Summary?.Pages ?? []).Select((p, i) => Page(p, i, screenshots)));
    }

    private static Markup Page(PageSummary page, int index, ScreenshotShelf screenshots)
    {
        int loaded = page.Loads.Count(l => l.Failure is null);
        string device = page.Device == DeviceKind.Mobile ? "mobile" : "desktop";
        return Markup.Of(
            $"""
            <section class="card" aria-labelledby="page-{index}">
            <div class="heading"><p class="eyebrow">Page</p><h2 id="page-{index}">{page.Name}</h2>
            <p class="quiet">{Parts.Link(page.Address.OriginalString)} · {device} · {page.Browser ?? "no browser"} · {loaded} of {page.Runs} loads</p></div>
            {Failures(page)}
            <div class="page {device}">
            <div>{VitalGrid.Render(page)}{LcpElements(page)}{WeightTable.Render(page)}</div>
            {screenshots.Render(page, device)}
            </div>
            </section>
            """);
    }

    private static Markup Failures(PageSummary page)
    {
        Markup[] lines =
        [
            .. page.Loads.Where(l => l.Failure is not null).Select(l => Markup.Of($"<li><b>Load {l.Number}</b> gave no numbers: {l.Failure}</li>")),
            .. page.Loads.Count < page.Runs ? [Markup.Of($"<li>Only {page.Loads.Count} of {page.Runs} loads were made.</li>")] : Array.Empty<Markup>(),
        ];
        return lines.Length == 0 ? Markup.Empty : Markup.Of($"""<ul class="failures">{lines}</ul>""");
    }

    private static Markup LcpElements(PageSummary page)
    {
        string[] elements = [.. page.Loads.Select(l => l.LcpElement).OfType<string>().Distinct()];
        return elements.Length == 0 ? Markup.Empty : Markup.Of(
            $"""<p class="lcp">Largest content: {elements.Select((e, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{e}</code>"))}</p>""");
    }
}
