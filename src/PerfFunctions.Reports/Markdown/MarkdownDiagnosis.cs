using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>The first bottlenecks and recommendations.</summary>
internal static class MarkdownDiagnosis
{
    private const int MaxShown = 3;

    public static IEnumerable<MarkdownBlock> Of(RunReport report)
    {
        Diagnosis diagnosis = Diagnosis.Of(report);
        if (diagnosis.Bottlenecks.Count > 0)
        {
            yield return MarkdownBlock.List("Bottlenecks", diagnosis.Bottlenecks.Take(MaxShown).Select(
                b => $"**{Escape(b.Subject)}**: {Escape(b.Headline)}"));
        }

        if (diagnosis.Recommendations.Count > 0)
        {
            yield return MarkdownBlock.List("Recommendations", diagnosis.Recommendations.Take(MaxShown).Select(
                r => $"**{Escape(r.Subject)}**: {Escape(r.Action)} {Escape(r.ExpectedGain)}"));
        }
    }
}
