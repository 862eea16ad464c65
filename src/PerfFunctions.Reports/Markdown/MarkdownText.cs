using System.Text;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Markdown;

/// <summary>
/// Text from outside in GitHub's Markdown. Signs that could become markup are written as entities, which Markdown
/// never reads as structure; mentions, issue references and bare addresses get a zero-width space, so that they link to nothing.
/// </summary>
internal static class MarkdownText
{
    private const string Structural = @"&<>|\`*_[]~$";
    private const char Gap = '\u200B';
    private const int MaxCharacters = 500;

    /// <summary>The text on one line, as nothing but text; a dash when there is none.</summary>
    public static string Escape(string? text)
    {
        string line = CleanText.Line(text, MaxCharacters);
        if (line.Length == 0)
        {
            return "–";
        }

        var escaped = new StringBuilder(line.Length + 16);
        for (int i = 0; i < line.Length; i++)
        {
            Append(escaped, line, i);
        }

        return escaped.ToString();
    }

    /// <summary>The text as code, in which nothing links or mentions; falls back to <see cref="Escape"/> where a table could break it.</summary>
    public static string Code(string? text)
    {
        string line = CleanText.Line(text, MaxCharacters);
        return line.Length == 0 || line.AsSpan().IndexOfAny('|', '\\', '`') >= 0 ? Escape(text) : $"`{line}`";
    }

    /// <summary>A link; null when the address is not one of the web.</summary>
    /// <param name="text">What is shown, in Markdown.</param>
    /// <param name="address">Where it leads.</param>
    public static string? Link(string text, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https"
            ? $"[{text}]({link.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})"
            : null;

    private static void Append(StringBuilder escaped, string line, int i)
    {
        char c = line[i];
        char next = i + 1 < line.Length ? line[i + 1] : ' ';
        if (Structural.Contains(c, StringComparison.Ordinal) || (i == 0 && c is '-' or '+' or '=') || (i == 0 && c == '#'))
        {
            escaped.Append("&#").Append((int)c).Append(';');
            return;
        }

        escaped.Append(c);
        bool links = c is '@' || (c == '#' && char.IsAsciiDigit(next)) || (c == ':' && next == '/') || (c is 'w' or 'W' && next == '.');
        if (links || (c == '#' && i == 0))
        {
            escaped.Append(Gap);
        }
    }
}
