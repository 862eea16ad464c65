using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What the largest content is, and where the time until it was there went.</summary>
internal static class LcpBlock
{
    public static Markup Render(PageSummary page, PageCauses? causes)
    {
        string[] elements = [.. page.Loads.Select(l => l.LcpElement).Append(causes?.Detail.Lcp?.Element).OfType<string>().Distinct()];
        string[] frames = [.. page.Loads.Select(l => l.LcpFrame).OfType<string>().Distinct()];
        if (elements.Length == 0 && frames.Length == 0 && causes is null or { LcpParts.Count: 0 })
        {
            return Markup.Empty;
        }

        return Markup.Of(
            $"""
            <div class="block"><h3>Largest content</h3>
            <p class="what">{elements.Select((e, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{CleanText.Line(e, Parts.MaxText)}</code>"))}{Image(causes)}</p>
            {Frames(frames, page.Loads.Count(l => l.LcpFrame is not null), page.Loads.Count)}
            {(causes is null ? Markup.Empty : BarKeys.Render("LCP of the median load by part", MetricUnit.Milliseconds, causes.LcpParts))}
            </div>
            """);
    }

    private static Markup Frames(string[] frames, int loads, int all) => frames.Length == 0 ? Markup.Empty : Markup.Of(
        $"""<p class="sub">In {loads} of {all} loads a frame has larger content: {frames.Select((f, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{CleanText.Line(f, Parts.MaxText)}</code>"))}. LCP is that of the main document, by definition.</p>""");

    private static Markup Image(PageCauses? causes) => causes?.Detail.Lcp?.Address is not { } address ? Markup.Empty : Markup.Of(
        $""" <span class="quiet">its image {Parts.Link(address)}</span>""");
}
