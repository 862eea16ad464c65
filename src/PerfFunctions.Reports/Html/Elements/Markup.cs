using System.Net;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Elements;

/// <summary>HTML that is safe to write as it is. It is made from literals; every hole in them is encoded unless it is markup itself.</summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup Empty => default;

    /// <summary>Markup of an interpolated string; its holes are encoded.</summary>
    public static Markup Of(MarkupHandler handler) => new(handler.ToString());

    /// <summary>Text of ours that is markup already: a style sheet, a script, encoded bytes. Never text from outside.</summary>
    public static Markup Trusted(string text) => new(text);

    /// <summary>Text as nothing but text, in an element or between quotes.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(CleanText.Of(text));

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p._text)));

    /// <inheritdoc />
    public override string ToString() => _text ?? "";
}
