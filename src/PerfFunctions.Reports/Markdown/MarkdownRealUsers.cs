using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>What browsers of real users reported, beside what audits measured.</summary>
internal static class MarkdownRealUsers
{
    public static IEnumerable<MarkdownBlock> Of(RunSummary? summary)
    {
        if (RealUserFigures.Of(summary) is { Count: > 0 } figures)
        {
            yield return MarkdownBlock.Table(
                "Real users", ["Page", "Metric", "p75:", "Rating", "Audit, median:", "Page views:"], figures.Select(Row));
        }
    }

    private static IReadOnlyList<string> Row(RealUserFigures figures) =>
    [
        Code(figures.Page),
        figures.Metric.ToUpperInvariant(),
        figures.UsualText,
        figures.Rating ?? "",
        figures.LabText,
        figures.ViewsText,
    ];
}
