using System.Globalization;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfFunctions.App.Documentation;

/// <summary>Renders a Markdown file with tables and anchors as a code host does; HTML in it stays text.</summary>
public static class MarkdownRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    /// <summary>Renders one page.</summary>
    public static DocumentationPage Render(string name, string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        UnescapeBars(document);
        IReadOnlyList<DocumentationSection> sections = SectionText.Of(document);
        DocumentationLinks.Rewrite(document);
        MakeCodeReachable(document);
        AddAnchors(document);
        return new(name, sections is [var first, ..] ? first.Heading : name, Write(document), sections);
    }

    /// <summary>The links of a page to other pages, each below the last heading of level 2 before it.</summary>
    public static IEnumerable<(string Group, string Page, string Text)> Contents(string markdown)
    {
        string group = "";
        foreach (LeafBlock block in Markdown.Parse(markdown, Pipeline).Descendants<LeafBlock>())
        {
            if (block is HeadingBlock { Level: 2 })
            {
                group = SectionText.Of(block);
            }

            foreach (LinkInline link in block.Inline?.Descendants<LinkInline>() ?? [])
            {
                if (DocumentationLinks.PageOf(link.Url ?? "") is { } page)
                {
                    yield return (group, page, SectionText.Of(link));
                }
            }
        }
    }

    // A code host takes the escape of a bar away in the code of a table's cell, too; Markdig leaves it.
    private static void UnescapeBars(MarkdownDocument document)
    {
        foreach (CodeInline code in document.Descendants<Table>().SelectMany(table => table.Descendants<CodeInline>()))
        {
            code.Content = code.Content.Replace("\\|", "|", StringComparison.Ordinal);
        }
    }

    private static void AddAnchors(MarkdownDocument document)
    {
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>().Where(heading => heading.Level > 1))
        {
            var link = new LinkInline($"#{heading.GetAttributes().Id}", "");
            link.GetAttributes().AddClass("anchor");
            link.GetAttributes().AddProperty("aria-label", "Link to this section");
            link.AppendChild(new LiteralInline("#"));
            heading.Inline!.AppendChild(link);
        }
    }

    // Code that is wider than the page scrolls, and the keyboard must be able to do that.
    private static void MakeCodeReachable(MarkdownDocument document)
    {
        foreach (CodeBlock code in document.Descendants<CodeBlock>())
        {
            code.GetAttributes().AddProperty("tabindex", "0");
        }
    }

    private static string Write(MarkdownDocument document)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.FindExact<CodeBlockRenderer>()!.OutputAttributesOnPre = true;
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.Render(document);
        return writer.ToString();
    }
}
