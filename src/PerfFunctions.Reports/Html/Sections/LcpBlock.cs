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
        if (elements.Length == 0 && causes is null or { LcpParts.Count: 0 })
        {
            return Markup.Empty;
        }

        return Markup.Of(
            $"""
            <div class="block"><h3>Largest content</h3>
            <p class="what">{elements.Select((e, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{CleanText.Line(e, Parts.MaxText)}</code>"))}{Image(causes)}</p>
            {(causes is null ? Markup.Empty : BarKeys.Render("LCP of the median load by part", MetricUnit.Milliseconds, causes.LcpParts))}
            </div>
            """);
    }

    private static Markup Image(PageCauses? causes) => causes?.Detail.Lcp?.Address is not { } address ? Markup.Empty : Markup.Of(
        $""" <span class="quiet">its image {Parts.Link(address)}</span>""");
}
