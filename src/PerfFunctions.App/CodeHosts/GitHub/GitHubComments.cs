using Octokit;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Markdown;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Comments on GitHub, found again by a hidden marker.</summary>
internal sealed class GitHubComments(GitHubClients clients, GitHubPullRequests pullRequests, GitHubOptions options)
    : IReportComments
{
    private const int PageSize = 100;

    /// <inheritdoc />
    public async Task NotifyAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken)
    {
        CommentMode mode = options.Comment;

        // A run that was cancelled has nothing to say, and a newer one may have spoken already.
        if (mode == CommentMode.Off || on.Number is not { } number || report.Verdict.Outcome == RunOutcome.Cancelled)
        {
            return;
        }

        string marker = $"<!-- perf-functions:{report.Plan} -->";
        OwnComment? comment = await FindAsync(on, number, marker, cancellationToken);
        if (comment is null ? mode == CommentMode.OnFailure && report.Verdict.Outcome is RunOutcome.Passed or RunOutcome.Warned
            : CommentMarker.IsOfLater(comment.Body!, report.RunId) || await IsOfHeadAsync(on, comment, cancellationToken))
        {
            return;
        }

        string end = options.IsApp ? "" : $"\n\nTo run it again, comment `/perf run{(PlanNames.IsValid(report.Plan) ? $" {report.Plan}" : "")}`.";
        string head = $"{marker}\n{CommentMarker.Of(report.RunId, on.HeadSha)}\n";
        string text = $"{head}{MarkdownReport.Render(report, MarkdownReport.GitHubLimit - head.Length - end.Length)}{end}";
        if (comment is null)
        {
            await clients.CallAsync(
                on, $"comment on #{number}", client => client.Issue.Comment.Create(on.Owner, on.Repository, number, text), cancellationToken);
        }
        else if (comment.Body != text)
        {
            await clients.CallAsync(
                on, $"edit comment {comment.Id}", client => client.Issue.Comment.Update(on.Owner, on.Repository, comment.Id, text),
                cancellationToken);
        }
    }

    // A run of an older commit that a person asked for again: the verdict on what would be merged stays.
    private async Task<bool> IsOfHeadAsync(PullRequestContext on, OwnComment comment, CancellationToken cancellationToken) =>
        CommentMarker.CommitOf(comment.Body!) is { } shown && shown != on.HeadSha &&
        await pullRequests.FindOpenAsync(on, cancellationToken) is { } now && now.HeadSha == shown;

    // People and other apps may write the marker too; only what this service wrote is edited.
    private async Task<OwnComment?> FindAsync(
        PullRequestContext on, int number, string marker, CancellationToken cancellationToken)
    {
        // The library's own method adds an order that GitHub's description does not know here.
        var address = new Uri($"repos/{on.Owner}/{on.Repository}/issues/{number}/comments", UriKind.Relative);
        IReadOnlyList<OwnComment> all = await clients.CallAsync(
            on, $"list comments of #{number}",
            client => new ApiConnection(client.Connection).GetAll<OwnComment>(address, new ApiOptions { PageSize = PageSize }), cancellationToken);
        OwnComment[] marked = [.. all.Where(c => c.Body?.StartsWith(marker, StringComparison.Ordinal) == true)];
        if (options.IsApp || marked.Length == 0)
        {
            return marked.FirstOrDefault(c => c.IsOfApp(options.AppId));
        }

        User self = await clients.CallAsync(on, "read the owner of the token", client =>
            client.User.Current(), cancellationToken);
        return marked.FirstOrDefault(c => c.User?.Login == self.Login);
    }
}
