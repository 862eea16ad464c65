namespace PerfFunctions.Load.Resources;

/// <summary>
/// The style sheets that one imports. Imports stand before all rules, so no more is read. What rules name by <c>url()</c> is left
/// out: a browser loads what applies to the page, which only one that lays it out can know.
/// </summary>
internal static class StyleLinks
{
    /// <summary>Addresses as they are written.</summary>
    /// <param name="text">The style sheet.</param>
    public static IEnumerable<EmbeddedLink> Of(string text)
    {
        int at = 0;
        while (NextStatement(text, ref at) is { } statement)
        {
            if (statement.StartsWith("@import", StringComparison.OrdinalIgnoreCase))
            {
                if (AddressIn(statement["@import".Length..]) is { Length: > 0 } address)
                {
                    yield return new EmbeddedLink(address, IsStyle: true);
                }
            }
            else if (!statement.StartsWith("@charset", StringComparison.OrdinalIgnoreCase) &&
                !statement.StartsWith("@layer", StringComparison.OrdinalIgnoreCase))
            {
                yield break;
            }
        }
    }

    // An at-rule up to its semicolon; null at the first rule that has a block, and at the end.
    private static string? NextStatement(string text, ref int at)
    {
        SkipBlank(text, ref at);
        int start = at;
        for (char quote = '\0'; at < text.Length && text[start] == '@'; at++)
        {
            char c = text[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == ';')
            {
                return text[start..at++];
            }
            else if (c == '{')
            {
                return null;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
        }

        return null;
    }

    private static void SkipBlank(string text, ref int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("/*") || text.AsSpan(at).StartsWith("<!--"))
            {
                string end = text[at] == '/' ? "*/" : "-->";
                int close = text.IndexOf(end, at + 2, StringComparison.Ordinal);
                at = close < 0 ? text.Length : close + end.Length;
            }
            else
            {
                return;
            }
        }
    }

    // "a.css", url(a.css) or url("a.css"), and behind it for which media.
    private static string? AddressIn(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.StartsWith("url(", StringComparison.OrdinalIgnoreCase))
        {
            int close = rest.IndexOf(')');
            return close < 0 ? null : rest[4..close].Trim().Trim("\"'").ToString();
        }

        int end = rest.Length > 0 && rest[0] is '"' or '\'' ? rest[1..].IndexOf(rest[0]) : -1;
        return end < 0 ? null : rest.Slice(1, end).ToString();
    }
}
