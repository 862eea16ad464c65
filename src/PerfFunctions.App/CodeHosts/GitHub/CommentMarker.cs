using System.Text.RegularExpressions;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Says unseen of which run and commit a comment is: a report that was held up must not take the place of a later one's.</summary>
internal static partial class CommentMarker
{
    /// <summary>The marker, a line of a comment.</summary>
    public static string Of(string runId, string? commit = null) => $"<!-- run {runId}{(commit is null ? "" : $" at {commit}")} -->";

    /// <summary>Whether a comment is of a run that was asked for later.</summary>
    public static bool IsOfLater(string comment, string runId) =>
        Form().Match(comment) is { Success: true } marker && marker.Groups["run"].Value is var shown &&
        TableKeys.IsRunId(shown) && TableKeys.IsRunId(runId) && string.CompareOrdinal(shown, runId) > 0;

    /// <summary>The commit that a comment is of; null where it does not say.</summary>
    public static string? CommitOf(string comment) => Form().Match(comment).Groups["commit"] is { Success: true } commit ? commit.Value : null;

    [GeneratedRegex("<!-- run (?<run>[^ ]{1,64})( at (?<commit>[0-9a-fA-F]{40}))? -->")]
    private static partial Regex Form();
}
