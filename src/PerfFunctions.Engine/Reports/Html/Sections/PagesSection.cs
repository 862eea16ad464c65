using PerfFunctions.Engine.Aggregation;

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
        return Markup.Of(
            $"""
            <section class="card" aria-labelledby="page-{index}">
            <div class="heading"><p class="eyebrow">Page</p><h2 id="page-{index}">{page.Name}</h2>
            <p class="quiet">{Parts.Link(page.Address.OriginalString)} · {page.Environment.Device.Name} · {page.Environment.Browser ?? "no browser"} · {loaded} of {page.Runs} loads</p></div>
            {Failures(page)}
            <div class="page {Shape(page)}">
            <div>{VitalGrid.Render(page)}{LcpElements(page)}{WeightTable.Render(page)}</div>
            {screenshots.Render(page, Shape(page))}
            </div>
            </section>
            """);
    }

    private static string Shape(PageSummary page) => page.Environment.Device.Touch ? "mobile" : "desktop";

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
