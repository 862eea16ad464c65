using PerfFunctions.Engine.Recommendations;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What to do next, with its evidence, its expected gain and how to verify it.</summary>
internal static class RecommendationsDocument
{
    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        (RunReport Run, Recommendation Advice)[] all =
        [
            .. new[] { source.Load, source.Audits }.OfType<RunReport>().DistinctBy(r => r.RunId)
                .SelectMany(r => r.Diagnosis.Value.Recommendations.Select(a => (r, a)))
                .OrderByDescending(r => r.a.Weight),
        ];
        writer.Heading(2, "What to do");
        writer.Table(
            ["Action", "Where", "Evidence", "Expected gain", "Effort", "Verify", "Run"],
            all.Select(r => (IReadOnlyList<string>)
            [
                Plain(r.Advice.Action), Name(r.Advice.Subject), Plain(r.Advice.Evidence), Plain(r.Advice.ExpectedGain),
                r.Advice.Effort.ToString().ToLowerInvariant(), Plain(r.Advice.Verify), Source(r.Run),
            ]),
            source.Load is null && source.Audits is null ? NotMeasured + "." : "The newest runs show nothing to improve.");
        FindingText.Write(writer, source);
    }
}
