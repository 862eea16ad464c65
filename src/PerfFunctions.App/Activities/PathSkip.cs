using PerfFunctions.App.GitHub;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Activities;

/// <summary>Skips plans whose files a pull request leaves alone, as a repository of several parts has them.</summary>
public sealed class PathSkip(RunStore runs, IPullRequests pullRequests, RunLinks links)
{
    private const string Reason = "no changed file is one of the plan's paths.";

    /// <summary>
    /// Says on the commit that the plan is skipped, so that a required check does not hang, and on the run. A run that a
    /// person asked for goes on, and so does one of which it cannot be told what changed. Safe to repeat.
    /// </summary>
    public async Task ApplyAsync(RunRecord run, string text, CancellationToken cancellation)
    {
        if (run.PullRequest is not { Number: not null } on || PlanParser.Parse(text).Plan is not { Paths: { } filter } plan || !Follows(run, plan) ||
            await pullRequests.ListChangedAsync(on, cancellation) is not { } changed || changed.Any(filter.Takes))
        {
            return;
        }

        var announcement = new CheckAnnouncement(run.RunId, plan.Name, links.Report(run.RunId, "html"), run.CreatedAt);
        await pullRequests.SkipAsync(on, announcement, Reason, cancellation);
        await runs.SetSkippedAsync(run.RunId, plan.Name, $"The plan was skipped: {Reason}", cancellation);
    }

    // A plan with a target of its own has nothing to do with deployments, and one without nothing with pushes.
    private static bool Follows(RunRecord run, PerfPlan plan) =>
        run.Trigger == (plan.Target is null ? RunTrigger.Deployment : RunTrigger.PullRequest);
}
