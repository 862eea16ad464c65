using System.Text;

namespace PerfFunctions.Engine.Intervals;

/// <summary>Texts that come again with each interval, so that they are not made again each time. A thread has its own.</summary>
internal static class Keys
{
    // Names of a few plans; more than that are not of one run.
    private const int Most = 4_096;

    [ThreadStatic]
    private static Dictionary<string, string>? _known;

    /// <summary>The text of UTF-8 bytes.</summary>
    public static string Find(ReadOnlySpan<byte> utf8)
    {
        const int Longest = 256;
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        Dictionary<string, string> known = _known ??= new(StringComparer.Ordinal);
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out string? key))
        {
            return key;
        }

        key = text.ToString();
        if (known.Count < Most)
        {
            known.Add(key, key);
        }

        return key;
    }
}
