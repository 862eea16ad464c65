namespace PerfFunctions.App.CodeHosts;

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
}
