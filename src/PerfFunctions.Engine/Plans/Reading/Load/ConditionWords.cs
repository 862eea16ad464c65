namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Finds operators in a condition, past what stands in <c>${ }</c> or in quotes.</summary>
internal static class ConditionWords
{
    private const string Signs = "=!<>";

    private static readonly string[] Operators = ["contains", "matches"];
    private static readonly string[] Joints = ["and", "or"];
    private static readonly string[] JointSigns = ["&&", "||"];

    /// <summary>The first operator, or what looks like one; null when there is none.</summary>
    public static ConditionWord? FindOperator(string text)
    {
        foreach (int at in Outside(text))
        {
            if (Signs.Contains(text[at], StringComparison.Ordinal))
            {
                int signs = text.AsSpan(at).IndexOfAnyExcept(Signs);
                return new ConditionWord(at, signs < 0 ? text.Length - at : signs);
            }

            if (WordAt(text, at, Operators, StringComparison.Ordinal) is { } word)
            {
                return new ConditionWord(at, word.Length);
            }
        }

        return null;
    }

    /// <summary>The first word or sign that would join two comparisons; null when there is none.</summary>
    public static ConditionWord? FindJoint(string text)
    {
        foreach (int at in Outside(text))
        {
            if (JointSigns.FirstOrDefault(s => text.AsSpan(at).StartsWith(s)) is { } sign)
            {
                return new ConditionWord(at, sign.Length);
            }

            // A word at an end joins nothing: it is a text, such as the state of Oregon.
            if (WordAt(text, at, Joints, StringComparison.OrdinalIgnoreCase) is { } word &&
                !text.AsSpan(0, at).IsWhiteSpace() && !text.AsSpan(at + word.Length).IsWhiteSpace())
            {
                return new ConditionWord(at, word.Length);
            }
        }

        return null;
    }

    // The quotes are those of an operand, not of the plan.
    private static IEnumerable<int> Outside(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            char closing = text.AsSpan(at).StartsWith("${") ? '}' : c is '"' or '\'' && IsAtStart(text, at) ? c : '\0';
            int end = closing == '\0' ? -1 : text.IndexOf(closing, at + 1);
            if (end < 0)
            {
                yield return at;
            }
            else
            {
                at = end;
            }
        }
    }

    private static string? WordAt(string text, int at, string[] words, StringComparison comparison) => IsAtStart(text, at)
        ? words.FirstOrDefault(w => text.AsSpan(at).StartsWith(w, comparison) && IsAtStart(text, at + w.Length + 1))
        : null;

    // Whether a word could begin here.
    private static bool IsAtStart(string text, int at) =>
        at == 0 || at > text.Length || char.IsWhiteSpace(text[at - 1]) || Signs.Contains(text[at - 1], StringComparison.Ordinal);
}

/// <summary>A word of a condition.</summary>
/// <param name="Start">Its place, from 0.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct ConditionWord(int Start, int Length)
{
    /// <summary>As written.</summary>
    public string Of(string text) => text.Substring(Start, Length);
}
