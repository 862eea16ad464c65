using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.PullRequests;

/// <summary>Starts the runs that commands ask for. A method that may refuse gives why, or null; each is safe to repeat.</summary>
public sealed class CommandRuns(RunBlobs blobs, PullRequestRuns others, ICodeHosts hosts, RepositoryPlans plans, RunStarter starter)
{
    // Doubled again and again a run would never end.
    private const int LongestStretch = 16;

    /// <summary>Starts the plan that is named, or all plans.</summary>
    public async Task<string?> StartAsync(
        DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        IPullRequests all = hosts.Of(command.Where).PullRequests;
        if (await all.FindOpenAsync(command.Where, cancellationToken) is not { IsFork: false } pullRequest)
        {
            return "the pull request is closed, or comes from a fork that does not have the label";
        }

        string? path = command.Plan is null ? null : await FindPlanAsync(pullRequest, command.Plan, cancellationToken);
        if (command.Plan is not null && path is null)
        {
            return $"the repository has no plan '{command.Plan}'";
        }

        RunPart part = command.Kind switch { CommandKind.Spike => RunPart.Spike, CommandKind.Audit => RunPart.Audit, _ => RunPart.All };
        PullRequestContext where = await DeployedAsync(pullRequest, cancellationToken);
        await StartAsync(durable, command, command.RunId, where with { PlanPath = path }, cancellationToken, start => start with { Part = part });
        return null;
    }

    /// <summary>Starts a fork's commit.</summary>
    public async Task StartForkAsync(DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        PullRequestContext where = await DeployedAsync(command.Where, cancellationToken);
        await StartAsync(durable, command, command.RunId, where, cancellationToken);
    }

    /// <summary>Starts a run again, of the same plan and commit.</summary>
    public async Task<string?> RepeatAsync(
        DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        if (await others.FindAsync(command.Where, command.OfRun!, cancellationToken) is not { } run)
        {
            return "the run does not exist";
        }

        int stretch = command.Kind == CommandKind.Longer ? Math.Min(LongestStretch, run.Stretch * 2) : run.Stretch;
        await RepeatAsync(durable, command, command.RunId, run, stretch, cancellationToken);
        return null;
    }

    /// <summary>Starts the newest run of each plan of a commit again.</summary>
    public async Task RepeatAllAsync(DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        IEnumerable<RunRecord> newest = (await others.OfCommitAsync(command.Where, cancellationToken))
            .Where(run => string.CompareOrdinal(run.RunId, command.RunId) < 0)
            .DistinctBy(run => run.PullRequest!.PlanPath);
        foreach (RunRecord run in newest)
        {
            string distinct = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.PullRequest!.PlanPath ?? "")))[..8];
            await RepeatAsync(durable, command, command.RunId + distinct, run, run.Stretch, cancellationToken);
        }
    }

    private async Task RepeatAsync(
        DurableTaskClient durable, PullRequestCommand command, string runId, RunRecord run, int stretch, CancellationToken cancellationToken)
    {
        string? plan = await blobs.FindPlanAsync(run.RunId, cancellationToken);
        PlanFiles? files = plan is null ? null : await blobs.FindFilesAsync(run.RunId, _ => true, cancellationToken);
        await StartAsync(durable, command, runId, run.PullRequest!, cancellationToken, start => start with
        {
            Plan = run.Plan,
            PlanText = plan,
            Files = files ?? PlanFiles.None,
            Target = run.Target,
            Stretch = stretch,
            Part = run.Part,
            Settings = run.Settings,
        });
    }

    private Task StartAsync(
        DurableTaskClient durable, PullRequestCommand command, string runId, PullRequestContext pullRequest, CancellationToken cancellationToken,
        Func<RunStart, RunStart>? change = null)
    {
        var start = new RunStart(RunTrigger.Command, RunStarter.PlaceholderName(pullRequest), PlanText: null)
        {
            Id = runId,
            PullRequest = pullRequest,
            By = Caller.OfWebhook(command.Sender),
        };
        return starter.StartAsync(durable, change?.Invoke(start) ?? start, cancellationToken);
    }

    // By the name of the file, or else by the name that stands in it.
    private async Task<string?> FindPlanAsync(PullRequestContext of, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = await plans.ListAsync(of, cancellationToken);
        if (paths.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name) is { } called)
        {
            return called;
        }

        foreach (string path in paths)
        {
            if (await plans.FindNameAsync(of with { PlanPath = path }, cancellationToken) == name)
            {
                return path;
            }
        }

        return null;
    }

    // A plan without a target measures what was deployed of the commit last.
    private async Task<PullRequestContext> DeployedAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> ofCommit = await others.OfCommitAsync(of, cancellationToken);
        return of with { DeploymentUrl = ofCommit.FirstOrDefault(run => run.Trigger == RunTrigger.Deployment)?.PullRequest!.DeploymentUrl };
    }
}
