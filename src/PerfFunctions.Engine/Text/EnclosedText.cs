namespace PerfFunctions.Engine.Text;

/// <summary>Finds what stands between two texts.</summary>
public static class EnclosedText
{
    /// <summary>What stands between the two, each time from the end of the last; none where one of them is missing.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="left">What stands before.</param>
    /// <param name="right">What stands after.</param>
    public static IEnumerable<string> All(string text, string left, string right)
    {
        int at = 0;
        while (text.IndexOf(left, at, StringComparison.Ordinal) is int start and >= 0)
        {
            int from = start + left.Length;
            int end = text.IndexOf(right, from, StringComparison.Ordinal);
            if (end < 0)
            {
                yield break;
            }

            yield return text[from..end];
            at = end + right.Length;
        }
    }
}
