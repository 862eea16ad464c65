using System.Text;
using System.Xml;

namespace PerfFunctions.Reports.Text;

/// <summary>Text from outside, without what no report may carry: characters that XML forbids, and those that reorder the text around them.</summary>
public static class CleanText
{
    /// <summary>The text without them; lone halves of surrogate pairs are left out too.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && IsPlain(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, at most <paramref name="limit"/> characters long.</summary>
    public static string Line(string? text, int limit = int.MaxValue)
    {
        string line = Of(text).Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ').Trim();
        if (line.Length <= limit)
        {
            return line;
        }

        int end = char.IsHighSurrogate(line[limit - 2]) ? limit - 2 : limit - 1;
        return line[..end] + "…";
    }

    private static bool IsPlain(Rune rune) => rune.Value switch
    {
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => false,
        0x85 or 0x2028 or 0x2029 => false,
        >= 0x7F and < 0xA0 => false,
        > 0xFFFF => true,
        _ => XmlConvert.IsXmlChar((char)rune.Value),
    };
}
