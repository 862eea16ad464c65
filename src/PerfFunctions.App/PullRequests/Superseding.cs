using PerfFunctions.Api;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.PullRequests;

/// <summary>Ends runs of a pull request whose commit is no longer its head, and of deployments that a newer one took the place of.</summary>
public sealed class Superseding(RunStore runs, PullRequestIndex index)
{
    // Runs of a pull request end in minutes: what is further back has ended.
    private const int MaxExamined = 50;

    /// <summary>
    /// Ends the older runs still in progress, and this one where a newer one is there already. Each run looks both ways
    /// once it can be found, so of two that begin at once the older one ends.
    /// </summary>
    public async Task ApplyAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run.PullRequest is not { } of)
        {
            return;
        }

        IReadOnlyList<string> ofPullRequest = of.Number is null ? [] : await index.OfPullRequestAsync(of, cancellationToken);
        IReadOnlyList<string> ofDeployment = of.Environment is null ? [] : await index.OfDeploymentAsync(of, cancellationToken);
        foreach (string id in ofPullRequest.Take(MaxExamined).Union(ofDeployment.Take(MaxExamined)))
        {
            if (await runs.FindAsync(id, cancellationToken) is not { } other)
            {
                continue;
            }

            if (other.Outcome is null && Supersedes(run, other))
            {
                await runs.SupersedeAsync(other.RunId, of.HeadSha, cancellationToken);
            }
            else if (Supersedes(other, run))
            {
                await runs.SupersedeAsync(run.RunId, other.PullRequest!.HeadSha, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Whether a run takes the place of another. Only a push or a deployment does, as GitHub dates it and not as
    /// deliveries come. A run of an older commit that a person asked for afterwards stays.
    /// </summary>
    public static bool Supersedes(RunRecord newer, RunRecord older) =>
        newer.Trigger == RunTrigger.Deployment ? IsRedeployed(newer, older) : IsOvertaken(newer, older);

    // One commit is often deployed to several environments, each of which is measured; one deployment has a run a plan.
    private static bool IsRedeployed(RunRecord newer, RunRecord older) =>
        older.Trigger == RunTrigger.Deployment &&
        (newer.PullRequest!.HeadSha != older.PullRequest!.HeadSha || newer.PullRequest.Environment == older.PullRequest.Environment) &&
        newer.PullRequest.ChangedAt > older.PullRequest.ChangedAt;

    private static bool IsOvertaken(RunRecord newer, RunRecord older) =>
        IsPush(newer) &&
        newer.PullRequest!.HeadSha != older.PullRequest!.HeadSha &&
        Order(newer).CompareTo(Order(older)) > 0 &&
        (IsPush(older) || string.CompareOrdinal(newer.RunId, older.RunId) > 0);

    private static bool IsPush(RunRecord run) => run.Trigger == RunTrigger.PullRequest || run.PullRequest!.IsFork;

    private static (DateTimeOffset ChangedAt, string RunId) Order(RunRecord run) =>
        (run.PullRequest!.ChangedAt ?? run.CreatedAt, run.RunId);
}
