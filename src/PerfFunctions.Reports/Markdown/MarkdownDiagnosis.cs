using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>The first bottlenecks and recommendations.</summary>
internal static class MarkdownDiagnosis
{
    private const int MaxShown = 3;

    public static IEnumerable<MarkdownBlock> Of(RunReport report)
    {
        Diagnosis diagnosis = report.Diagnosis.Value;
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

        if (diagnosis.Followed.Count > 0)
        {
            yield return MarkdownBlock.List("No longer needed since the previous run", diagnosis.Followed.Take(MaxShown).Select(
                f => $"**{Escape(f.Recommendation.Subject)}**: {Escape(f.Recommendation.Action)} {Escape(f.Words)}"));
        }
    }
}
