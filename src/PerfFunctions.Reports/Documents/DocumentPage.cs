using Markdig;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Documents;

/// <summary>A document as a page of its own: no script, nothing from elsewhere, made for paper too.</summary>
internal static class DocumentPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The page of a document. Its Markdown is our own: texts from outside are escaped in it.</summary>
    public static string Render(string title, string markdown) => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{title}</title>
        <style>
        {Markup.Trusted(ReportTheme.Css)}
        {Markup.Trusted(PageAssets.Read("document.css"))}
        </style>
        </head>
        <body>
        <main class="document">
        {Markup.Trusted(Body(markdown))}
        </main>
        </body>
        </html>
        """).ToString() + "\n";

    // Wide tables scroll by themselves instead of the page.
    private static string Body(string markdown) => Markdig.Markdown.ToHtml(markdown, Pipeline)
        .Replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>", StringComparison.Ordinal)
        .Replace("</table>", "</table></div>", StringComparison.Ordinal);
}
