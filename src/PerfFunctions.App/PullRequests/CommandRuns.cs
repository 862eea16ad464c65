using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.PullRequests;

/// <summary>The runs that commands start, end and accept. Each method says why it refuses, or null; each is safe to repeat.</summary>
public sealed class CommandRuns(
    RunStore runs, RunBlobs blobs, VerdictStore verdicts, PullRequestRuns others, ICodeHosts hosts, RunStarter starter, ActivityLog audit,
    TimeProvider time)
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
    public async Task<string?> StartForkAsync(DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        await StartAsync(durable, command, command.RunId, await DeployedAsync(command.Where, cancellationToken),
            cancellationToken);
        return null;
    }

    /// <summary>Starts a run again, of the same plan and commit.</summary>
    public async Task<string?> RepeatAsync(
        DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        if (await FindAsync(command, cancellationToken) is not { } run)
        {
            return "the run does not exist";
        }

        int stretch = command.Kind == CommandKind.Longer ? Math.Min(LongestStretch, run.Stretch * 2) : run.Stretch;
        await RepeatAsync(durable, command, command.RunId, run, stretch, cancellationToken);
        return null;
    }

    /// <summary>Starts the newest run of each plan of a commit again.</summary>
    public async Task<string?> RepeatAllAsync(DurableTaskClient durable, PullRequestCommand command, CancellationToken cancellationToken)
    {
        IEnumerable<RunRecord> newest = (await others.OfCommitAsync(command.Where, cancellationToken))
            .Where(run => string.CompareOrdinal(run.RunId, command.RunId) < 0)
            .DistinctBy(run => run.PullRequest!.PlanPath);
        foreach (RunRecord run in newest)
        {
            string distinct = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.PullRequest!.PlanPath ?? "")))[..8];
            await RepeatAsync(durable, command, command.RunId + distinct, run, run.Stretch, cancellationToken);
        }

        return null;
    }

    /// <summary>Ends the runs of a pull request that are in progress.</summary>
    public async Task<string?> CancelAsync(PullRequestCommand command, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> all = await others.OfPullRequestAsync(command.Where, cancellationToken);
        foreach (RunRecord run in all.Where(run => run.Outcome is null && (command.Plan is null || IsCalled(run, command.Plan))))
        {
            await KeepAsync(command, ActivityKind.Cancel, run, cancellationToken);
            await runs.RequestCancelAsync(run.RunId, cancellationToken);
        }

        return null;
    }

    /// <summary>Makes a run what later ones of its plan are compared with.</summary>
    public async Task<string?> AcceptAsync(PullRequestCommand command, CancellationToken cancellationToken)
    {
        if (await FindAsync(command, cancellationToken) is not { Outcome: not null } run ||
            await blobs.FindSummaryAsync(run.RunId, cancellationToken) is not RunSummary { Degraded: false })
        {
            return "only a run that has ended and is not degraded can be a baseline";
        }

        await KeepAsync(command, ActivityKind.AcceptBaseline, run, cancellationToken);
        await verdicts.SetBaselineAsync(run.Plan, run.RunId, cancellationToken);
        ICommitStatuses statuses = hosts.Of(run.PullRequest!).Statuses;
        await statuses.SayAcceptedAsync(run.PullRequest!, run.RunId, run.Plan, command.Sender, cancellationToken);
        return null;
    }

    // By the instant of the command, and apart for each run that it is about.
    private Task KeepAsync(PullRequestCommand command, ActivityKind what, RunRecord run, CancellationToken cancellationToken) => audit.AddOnceAsync(
        command.RunId + run.RunId.Split('-')[1],
        new ActivityEntry
        {
            At = time.GetUtcNow(),
            Who = Caller.OfWebhook(command.Sender),
            What = what,
            Run = run.RunId,
            Plan = run.Plan,
            Target = run.Target,
        },
        cancellationToken);

    private async Task RepeatAsync(
        DurableTaskClient durable, PullRequestCommand command, string runId, RunRecord run, int stretch, CancellationToken cancellationToken)
    {
        string? plan = await blobs.FindPlanAsync(run.RunId, cancellationToken);
        await StartAsync(durable, command, runId, run.PullRequest!, cancellationToken, start => start with
        {
            Plan = run.Plan,
            PlanText = plan,
            Target = run.Target,
            Stretch = stretch,
            Part = run.Part,
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

    // The id comes from outside: a run of another repository is none of the sender's business.
    private async Task<RunRecord?> FindAsync(PullRequestCommand command, CancellationToken cancellationToken) =>
        await runs.FindAsync(command.OfRun!, cancellationToken) is { PullRequest: { } of } run &&
        of.Host == command.Where.Host &&
        string.Equals(of.Owner, command.Where.Owner, StringComparison.OrdinalIgnoreCase) &&
        string.Equals(of.Repository, command.Where.Repository, StringComparison.OrdinalIgnoreCase)
            ? run
            : null;

    // By the name of the file, or else by the name that stands in it.
    private async Task<string?> FindPlanAsync(PullRequestContext of, string name, CancellationToken cancellationToken)
    {
        IPlanFiles plans = hosts.Of(of).Plans;
        IReadOnlyList<string> paths = await plans.ListAsync(of, cancellationToken);
        if (paths.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name) is { } called)
        {
            return called;
        }

        foreach (string path in paths)
        {
            if (await plans.FindAsync(of with { PlanPath = path }, cancellationToken) is { } text &&
                PlanParser.Parse(text).Plan?.Name == name)
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

    private static bool IsCalled(RunRecord run, string name) =>
        run.Plan == name || Path.GetFileNameWithoutExtension(run.PullRequest!.PlanPath) == name;
}
