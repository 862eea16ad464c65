namespace PerfFunctions.Load.Recording;

/// <summary>
/// Names failures in the words of a target. Kinds of failures are counted, stored and shown, so the words are cut, and only the
/// first few different ones are taken: a target that finds new words each time fills no memory.
/// </summary>
internal sealed class QuotedFailures
{
    private const int MaxKinds = 20;
    private const int LongestWords = 100;

    private readonly HashSet<string> _known = [];

    /// <summary>The name of a failure: <c>graphql error: not found</c>.</summary>
    /// <param name="kind">What it is without the target's words.</param>
    /// <param name="words">What the target says, without secrets; null or empty for nothing.</param>
    public string NameOf(string kind, string? words)
    {
        string line = string.Join(' ', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string cut = new([.. line.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestWords)]);
        return cut.Length > 0 && (_known.Contains(cut) || (_known.Count < MaxKinds && _known.Add(cut))) ? $"{kind}: {cut}" : kind;
    }
}
