using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.PullRequests;

/// <summary>
/// Skips plans that have nothing to measure: those whose files a pull request leaves alone, as a repository of several parts
/// has them, and all of them at a commit that a merge queue tries out, which joins pull requests that were measured each.
/// </summary>
public sealed class PlanSkip(RunStore runs, ICodeHosts hosts, RunLinks links)
{
    private const string Untouched = "no changed file matches the plan's paths.";
    private const string Queued = "commits of a merge queue are not measured, because their pull requests already were.";

    /// <summary>
    /// Says on the commit that the plan is skipped, so that a required check does not hang, and on the run. A run that a
    /// person requested is never skipped, nor is one whose changed files are unknown. Safe to repeat.
    /// </summary>
    /// <returns>Whether the plan is skipped.</returns>
    public async Task<bool> ApplyAsync(RunRecord run, string text, CancellationToken cancellationToken)
    {
        if (run.PullRequest is not { } on || PlanParser.Parse(text, run.Chosen).Plan is not { } plan ||
            await FindReasonAsync(run, on, plan, cancellationToken) is not { } reason)
        {
            return false;
        }

        var announcement = new CheckAnnouncement(run.RunId, plan.Name, links.Report(run.RunId, "html"), run.CreatedAt);
        await hosts.Of(on).Statuses.SkipAsync(on, announcement, reason, cancellationToken);
        await runs.SetSkippedAsync(run.RunId, plan.Name, $"The plan was skipped: {reason}", cancellationToken);
        return true;
    }

    private async Task<string?> FindReasonAsync(RunRecord run, PullRequestContext on, PerfPlan plan, CancellationToken cancellationToken) =>
        run.Trigger == RunTrigger.MergeQueue ? Queued
        : on.Number is not null && plan.Paths is { } filter && Follows(run, plan) &&
            await hosts.Of(on).PullRequests.ListChangedAsync(on, cancellationToken) is { } changed && !changed.Any(filter.Takes) ? Untouched
        : null;

    // A plan with a target of its own has nothing to do with deployments, and one without nothing with pushes.
    private static bool Follows(RunRecord run, PerfPlan plan) =>
        run.Trigger == (plan.Target is null ? RunTrigger.Deployment : RunTrigger.PullRequest);
}
