using PerfFunctions.App.Storage;

namespace PerfFunctions.App.GitHub;

/// <summary>Says unseen of which run a comment is: a report that was held up must not take the place of a later one's.</summary>
internal static class RunStamp
{
    private const string Start = "<!-- run ";

    private const string End = " -->";

    /// <summary>The stamp, a line of a comment.</summary>
    public static string Of(string runId) => $"{Start}{runId}{End}";

    /// <summary>Whether a comment is of a run that was asked for later.</summary>
    public static bool IsOfLater(string comment, string runId)
    {
        int at = comment.IndexOf(Start, StringComparison.Ordinal);
        int end = at < 0 ? -1 : comment.IndexOf(End, at, StringComparison.Ordinal);
        return end > 0 && comment[(at + Start.Length)..end] is var shown && TableKeys.IsRunId(shown) && TableKeys.IsRunId(runId) &&
            string.CompareOrdinal(shown, runId) > 0;
    }
}
