using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>What the systems under test said of themselves while load ran.</summary>
internal static class MarkdownServer
{
    public static IEnumerable<MarkdownBlock> Of(ServerSummary? server)
    {
        if (server is null)
        {
            yield break;
        }

        yield return MarkdownBlock.Table("Server", ["Series", "Mean:", "p95:", "Max:", "Last:"], ServerFigures.Of(server).Select(Row));
        foreach (string remark in server.Remarks)
        {
            yield return MarkdownBlock.Paragraph(Escape(remark));
        }
    }

    private static IReadOnlyList<string> Row(ServerFigures figures) =>
    [
        Code(figures.Series.Name) + (figures.Missing is { } reason ? $"<br>{Escape(reason)}" : ""),
        figures.Mean,
        figures.P95,
        figures.Max,
        figures.Last,
    ];
}
