using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>A page in a few lines: under what it was loaded and how steadily, then the chief causes.</summary>
internal static class MarkdownCauses
{
    private const int MaxCauses = 3;
    private const int MaxElement = 120;

    /// <summary>One line on the measurement, then three causes at most.</summary>
    public static IEnumerable<string> Of(PageSummary page)
    {
        yield return $"{Code(page.Name)}: {string.Join(" · ", PageQuality.Conditions(page).Concat(PageQuality.Steadiness(page)).Select(Escape))}";
        if (PageCauses.Of(page) is { } causes)
        {
            foreach (string cause in Causes(page, causes).Take(MaxCauses))
            {
                yield return $"{Code(page.Name)}: {cause}";
            }
        }
    }

    private static IEnumerable<string> Causes(PageSummary page, PageCauses causes)
    {
        string[] lcp = [.. Largest(causes), .. Frame(page)];
        if (lcp.Length > 0)
        {
            yield return string.Join("; ", lcp);
        }

        string[] blocks = [.. Shift(causes), .. Task(page, causes)];
        if (blocks.Length > 0)
        {
            yield return string.Join("; ", blocks);
        }

        if (causes.Findings is [var finding, ..])
        {
            yield return $"to fix first: {Code(ShortAddress.Of(finding.Address, page.Address))} {PageCauses.NameOf(finding.Kind)}{Waste(finding)}";
        }
    }

    private static IEnumerable<string> Largest(PageCauses causes)
    {
        if (causes.LcpParts.Count > 0)
        {
            KeyValuePair<string, double> largest = causes.LcpParts.MaxBy(p => p.Value);
            yield return $"largest content {Element(causes.Detail.Lcp?.Element)}, mostly {largest.Key} ({Time(largest.Value)} of {Time(causes.LcpParts.Sum(p => p.Value))})";
        }
    }

    private static IEnumerable<string> Frame(PageSummary page) =>
        page.Loads.Select(l => l.LcpFrame).OfType<string>().Take(1)
            .Select(frame => $"the frame {Code(frame)} has larger content, but LCP is the main document's by definition");

    private static IEnumerable<string> Shift(PageCauses causes) => causes.Shifts is not [var worst, ..] ? [] :
        [$"worst shift {MetricFormat.Format(MetricUnit.Score, worst.Score)} by {Element(worst.Elements.Count == 0 ? null : worst.Elements[0])}"];

    private static IEnumerable<string> Task(PageSummary page, PageCauses causes) => causes.LongTasks is not [var longest, ..] ? [] :
        [$"longest task {Time(longest.Duration)} in {(longest.Script is null ? "the browser itself" : Code(ShortAddress.Of(longest.Script, page.Address)))}"];

    private static string Waste(PageFinding finding) => (finding.Bytes, finding.Milliseconds) switch
    {
        ( > 0, _) => $", {MetricFormat.Format(MetricUnit.Bytes, finding.Bytes)} too many",
        (_, > 0) => $", {Time(finding.Milliseconds)}",
        _ => "",
    };

    private static string Element(string? selector) => selector is null ? "an unknown element" : Code(CleanText.Line(selector, MaxElement));

    private static string Time(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, milliseconds);
}
