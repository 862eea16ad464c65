using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfFunctions.App.Documentation;

/// <summary>Takes the plain text out of parsed Markdown.</summary>
internal static class SectionText
{
    /// <summary>The text below each heading, in the order of the page.</summary>
    public static IReadOnlyList<DocumentationSection> Of(MarkdownDocument document)
    {
        List<DocumentationSection> sections = [];
        var text = new StringBuilder();
        foreach (LeafBlock block in document.Descendants<LeafBlock>())
        {
            if (block is HeadingBlock heading)
            {
                Finish(sections, text);
                string anchor = heading.Level == 1 ? "" : heading.GetAttributes().Id ?? "";
                sections.Add(new(Of(block), anchor, ""));
            }
            else
            {
                text.Append(Of(block)).Append(' ');
            }
        }

        Finish(sections, text);
        return sections;
    }

    /// <summary>The text of one block: a paragraph, a heading, the lines of a code block.</summary>
    public static string Of(LeafBlock block) => block.Inline is { } inline ? Of(inline) : block.Lines.ToString();

    /// <summary>The text of an inline with all that is in it.</summary>
    public static string Of(ContainerInline inline) => string.Concat(inline.Descendants().Select(part => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        _ => "",
    }));

    private static void Finish(List<DocumentationSection> sections, StringBuilder text)
    {
        if (sections.Count > 0)
        {
            sections[^1] = sections[^1] with { Text = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) };
        }

        text.Clear();
    }
}
