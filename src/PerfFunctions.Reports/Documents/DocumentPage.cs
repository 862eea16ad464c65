using Markdig;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Documents;

/// <summary>A document as a page of its own: no script, nothing from elsewhere, made for paper too.</summary>
internal static class DocumentPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The page of a document. Its Markdown is our own: texts from outside are escaped in it.</summary>
    public static string Render(string title, string markdown) => HtmlPage.RenderText(
        title, PageAssets.Read("document.css"), Markup.Of($"<main class=\"document\">\n{Markup.Trusted(Body(markdown))}\n</main>"));

    // Wide tables scroll by themselves instead of the page.
    private static string Body(string markdown) => Markdig.Markdown.ToHtml(markdown, Pipeline)
        .Replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>", StringComparison.Ordinal)
        .Replace("</table>", "</table></div>", StringComparison.Ordinal);
}
