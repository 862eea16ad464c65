using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>The bottlenecks of the newest load.</summary>
internal static class FindingText
{
    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        RunReport? run = source.Load;
        writer.Heading(2, "Bottlenecks");
        writer.Table(
            ["Where", "What", "Evidence", "Run"],
            (run?.Diagnosis.Value.Bottlenecks ?? []).Select(b => (IReadOnlyList<string>)
            [
                Name(b.Subject), Plain(b.Headline), string.Join("<br/>", b.Evidence.Select(Plain)), Source(run, b.FromSecond, b.ToSecond),
            ]),
            run is null ? NotMeasured + "." : $"The newest load shows none ({Source(run)}).");
    }
}
