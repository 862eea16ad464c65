using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>The run in a few sentences: how it came out, what changed, why, and what to do.</summary>
internal static class SummarySection
{
    public static ReportPart Of(RunReport report)
    {
        var summary = ExecutiveSummary.Of(report);
        return new("summary", "Summary", Markup.Of(
            $"""
            <dl class="brief">
            {Entry("Verdict", [summary.Budgets, .. summary.Open])}
            {Entry("What changed", summary.Changed)}
            {Entry("Why", summary.Why)}
            {Entry("What to do", summary.Actions)}
            </dl>
            """));
    }

    private static Markup Entry(string name, IReadOnlyList<string> sentences) => sentences.Count == 0 ? Markup.Empty : Markup.Of(
        $"<div><dt>{name}</dt>{sentences.Select(s => Markup.Of($"<dd>{CleanText.Line(s, 2 * Parts.MaxText)}</dd>"))}</div>");
}
