namespace PerfFunctions.Reports.Markdown;

/// <summary>A part of the document that can be left out without hurting the rest: a paragraph, or a table row by row.</summary>
/// <param name="Head">Text before the rows; for a table its heading line and the line below it.</param>
/// <param name="Rows">Rows or list items, each one line without its end; empty for a paragraph.</param>
internal sealed record MarkdownBlock(string Head, IReadOnlyList<string> Rows)
{
    /// <summary>Heading above the block; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>A paragraph.</summary>
    public static MarkdownBlock Paragraph(string text) => new(text, []);

    /// <summary>A list.</summary>
    public static MarkdownBlock List(string title, IEnumerable<string> items) =>
        new("", [.. items.Select(i => $"- {i}")]) { Title = title };

    /// <summary>A table; a column's name that ends in a colon is set to the right. Cells are Markdown already.</summary>
    public static MarkdownBlock Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        string names = Line(columns.Select(c => c.TrimEnd(':')));
        string below = Line(columns.Select(c => c.EndsWith(':') ? "---:" : "---"));
        return new MarkdownBlock($"{names}\n{below}", [.. rows.Select(Line)]) { Title = title };
    }

    /// <summary>The block's first lines, without any row.</summary>
    public string Opening => string.Concat(
        Title is null ? "" : $"### {Title}\n\n",
        Head.Length == 0 ? "" : $"{Head}\n");

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
