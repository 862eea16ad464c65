using System.Text.Json.Nodes;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Shows runs as pull-request statuses, one a plan: a newer one of the same name takes the older one's place.</summary>
internal sealed class AzureDevOpsStatuses(AzureDevOpsClient client, AzureDevOpsIterations iterations, AzureDevOpsOptions options)
    : ICommitStatuses
{
    private const string Genre = "perf-functions";
    private const int LongestDescription = 140;

    /// <inheritdoc />
    public Task AnnounceAsync(PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellationToken) =>
        ShowAsync(on, announcement.Plan, "pending", $"{announcement.Plan} is running", announcement.ReportUrl, cancellationToken);

    /// <inheritdoc />
    public Task SkipAsync(
        PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) =>
        ShowAsync(on, announcement.Plan, "succeeded", $"skipped: {reason}", announcement.ReportUrl, cancellationToken);

    /// <inheritdoc />
    public Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken) =>
        ShowAsync(on, report.Plan, State(report.Verdict.Outcome), report.Verdict.Headline, report.ReportUrl, cancellationToken);

    /// <summary>There is no command that could ask for it.</summary>
    public Task SayAcceptedAsync(
        PullRequestContext on, string runId, string plan, string login, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    // The status is the push's that was measured, so that it says nothing of a later one.
    private async Task ShowAsync(
        PullRequestContext on, string plan, string state, string description, string reportUrl,
        CancellationToken cancellationToken)
    {
        var status = new JsonObject
        {
            ["state"] = state,
            ["description"] = TextLimit.Cut(CleanText.Line(description), LongestDescription),
            ["targetUrl"] = reportUrl,
            ["context"] = new JsonObject { ["name"] = NameOf(plan, on), ["genre"] = Genre },
        };
        if (await iterations.FindAsync(on, cancellationToken) is { } iteration)
        {
            status["iterationId"] = iteration;
        }

        await client.WriteAsync(HttpMethod.Post, on, $"pullRequests/{on.Number}/statuses", status, cancellationToken);
    }

    // A plan that could not be read goes by the name of its file.
    private string NameOf(string plan, PullRequestContext on) =>
        plan.Contains(':', StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(on.PlanPath ?? options.PlanPath) : plan;

    // There is no neutral state: a warning succeeds, and its description says so. What did not measure enough, or did not
    // come to its end, is an error.
    private static string State(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed or RunOutcome.Warned => "succeeded",
        RunOutcome.Failed or RunOutcome.Aborted => "failed",
        RunOutcome.NoData or RunOutcome.Degraded or RunOutcome.Cancelled or RunOutcome.TimedOut or RunOutcome.InternalError => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "has no commit status"),
    };
}
