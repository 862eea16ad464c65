using System.Text.RegularExpressions;
using Octokit;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>What a commit status says: a function of the run alone.</summary>
internal static partial class StatusText
{
    private const int LongestDescription = 140;

    /// <summary>A status; its description is one line, cut to GitHub's limit.</summary>
    public static NewCommitStatus Of(string context, CommitState state, string description, string reportUrl) => new()
    {
        Context = context,
        State = state,
        Description = TextLimit.Cut(CleanText.Line(description), LongestDescription),
        TargetUrl = reportUrl,
    };

    /// <summary>
    /// What an outcome means. A status has no neutral state: a warning passes, and its description says so. What did
    /// not measure enough, or did not come to its end, is an error, which lets no required status pass.
    /// </summary>
    public static CommitState State(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed or RunOutcome.Warned => CommitState.Success,
        RunOutcome.Failed or RunOutcome.Aborted => CommitState.Failure,
        RunOutcome.NoData or RunOutcome.Degraded or RunOutcome.Cancelled or RunOutcome.TimedOut or RunOutcome.InternalError => CommitState.Error,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "has no commit status"),
    };

    /// <summary>
    /// Whether a status may take the place of the one that is shown. All runs of a plan on a commit share one: an older
    /// run that ends late must not hide the newer, nor a repeated announcement the end of its own run.
    /// </summary>
    public static bool MayFollow(CommitStatus shown, NewCommitStatus next)
    {
        int order = string.CompareOrdinal(RunOf(next.TargetUrl), RunOf(shown.TargetUrl));
        return order > 0 || (order == 0 && next.State != CommitState.Pending &&
            (shown.State.Value != next.State || shown.Description != next.Description));
    }

    // Ids of runs begin with the instant, so their order is that of the runs; "" for an address that does not belong to a report.
    private static string RunOf(string? address) => RunInAddress().Match(address ?? "").Value;

    [GeneratedRegex("(?<=/runs/)[0-9]{17}-[a-z0-9]{1,32}")]
    private static partial Regex RunInAddress();
}
