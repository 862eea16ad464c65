namespace PerfFunctions.Engine.Text;

/// <summary>Guesses what was meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 40;

    // Hints are a kindness; a file made of thousands of names must not make them costly.
    private const int MaxCandidates = 50;
    private const int MaxListed = 20;

    /// <summary>The candidate nearest to <paramref name="word"/>, or null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        int furthest = Math.Max(1, word.Length / 3);
        string meant = word.ToUpperInvariant();
        return candidates
            .Take(MaxCandidates)
            .Where(c => c.Length <= LongestWord && Math.Abs(c.Length - word.Length) <= furthest)
            .Select(c => (Word: c, Distance: Distance(meant, c.ToUpperInvariant(), furthest)))
            .Where(c => c.Distance <= furthest)
            .OrderBy(c => c.Distance)
            .Select(c => c.Word)
            .FirstOrDefault();
    }

    /// <summary>The nearest candidate as the end of a sentence: <c>; did you mean 'flow'?</c>, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>The names, with commas; the first few when there are many.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MaxListed)) + (names.Count > MaxListed ? ", …" : "");

    // Edits needed, where swapping two neighbours is one edit (optimal string alignment); more than the furthest once that is
    // certain: each row builds on the two before it, and no edit takes one back.
    private static int Distance(string a, string b, int furthest)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        (int before, int nearest) = (0, 0);
        for (int i = 0; i <= a.Length && Math.Min(before, nearest) <= furthest; i++)
        {
            (before, nearest) = (nearest, int.MaxValue);
            for (int j = 0; j <= b.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Cheapest(a, b, edits, i, j);
                nearest = Math.Min(nearest, edits[i, j]);
            }
        }

        return Math.Min(before, nearest) <= furthest ? edits[a.Length, b.Length] : furthest + 1;
    }

    private static int Cheapest(string a, string b, int[,] edits, int i, int j)
    {
        int replace = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int best = Math.Min(replace, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.Min(best, edits[i - 2, j - 2] + 1) : best;
    }
}
