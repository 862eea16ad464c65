using System.Text;

namespace PerfFunctions.App.GitHub;

/// <summary>Cuts texts to a limit without splitting a character.</summary>
internal static class TextLimit
{
    /// <summary>At most <paramref name="most"/> UTF-16 units; a cut text ends in an ellipsis.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = most - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    /// <summary>
    /// At most <paramref name="mostBytes"/> bytes of UTF-8; a text that is longer ends after a whole line with
    /// <paramref name="tail"/>.
    /// </summary>
    public static string CutLines(string text, int mostBytes, string tail)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
        {
            return text;
        }

        int room = mostBytes - Encoding.UTF8.GetByteCount(tail);
        Encoding.UTF8.GetEncoder().Convert(text, new byte[room], flush: false, out int fitting, out _, out _);
        int lineEnd = text.LastIndexOf('\n', fitting - 1);
        return text[..(lineEnd > 0 ? lineEnd : fitting)] + tail;
    }
}
