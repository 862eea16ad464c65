using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.PullRequests;

/// <summary>Gets from GitHub what a run of a pull request needs before it can be planned.</summary>
public sealed class OpenPullRequest(
    RunStore runs, RunBlobs blobs, ICodeHosts hosts, RunStarter starter, Superseding superseding, PullRequestIndex index, PullRequestRuns others,
    PlanSkip skip, RunTelemetry telemetry)
{
    /// <summary>
    /// Ends what the run supersedes, reads its plan, and starts a run beside it for each further plan of the repository.
    /// Safe to repeat: the runs beside it are named after it and their plans.
    /// </summary>
    [Function(nameof(OpenPullRequest))]
    public Task<CodeHostAttempt> RunAsync(
        [ActivityTrigger] RunRequest request, [DurableClient] DurableTaskClient durable, FunctionContext context) =>
        telemetry.StageAsync(nameof(OpenPullRequest), request.RunId, () => CodeHostAttempt.TryAsync(() => OpenAsync(request.RunId, durable, context.CancellationToken)));

    private async Task OpenAsync(string runId, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        RunRecord found = await FindPullRequestAsync(await runs.GetAsync(runId, cancellationToken), cancellationToken);
        await superseding.ApplyAsync(found, cancellationToken);
        RunRecord run = await runs.GetAsync(runId, cancellationToken);
        if (run is { Trigger: RunTrigger.Deployment, PullRequest.IsFork: true } && !await IsVouchedForAsync(run.PullRequest, cancellationToken))
        {
            await runs.SetSkippedAsync(runId, run.Plan, "The deployed commit comes from a fork; it is measured once the pull request has the label that approves it.", cancellationToken);
            return;
        }

        if (run.CancelRequested || run.PullRequest is not { } origin || await blobs.FindPlanAsync(runId, cancellationToken) is not null)
        {
            return;
        }

        if (origin.PlanPath is null)
        {
            IReadOnlyList<string> paths = await hosts.Of(origin).Plans.ListAsync(origin, cancellationToken);
            foreach (string path in paths.Skip(1))
            {
                await StartBesideAsync(durable, run, path, cancellationToken);
            }

            origin = origin with { PlanPath = paths.Count == 0 ? null : paths[0] };
            await runs.SetPullRequestAsync(runId, origin, cancellationToken);
        }

        if (origin.PlanPath is not null && await hosts.Of(origin).Plans.FindAsync(origin, cancellationToken) is { } text)
        {
            await skip.ApplyAsync(run with { PullRequest = origin }, text, cancellationToken);
            await blobs.SavePlanAsync(runId, text, cancellationToken);
        }
    }

    // A deployment names its commit; readers of that commit's pull request find the verdict there.
    private async Task<RunRecord> FindPullRequestAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run.Trigger != RunTrigger.Deployment || run.PullRequest is not { Number: null, BaseSha: null } of || run.CancelRequested)
        {
            return run;
        }

        IPullRequests pullRequests = hosts.Of(of).PullRequests;
        if (await pullRequests.FindOfCommitAsync(of, cancellationToken) is not { } found)
        {
            await runs.SetPullRequestAsync(run.RunId, of with { IsUnknown = !await pullRequests.IsHeldAsync(of, cancellationToken) }, cancellationToken);
            return run;
        }

        RunRecord known = run with { PullRequest = found with { Branch = of.Branch, ChangedAt = of.ChangedAt } };
        await index.AddAsync(known, cancellationToken);
        await runs.SetPullRequestAsync(run.RunId, known.PullRequest, cancellationToken);
        return known;
    }

    // The label may have come before the deployment; if it comes after, its run finds the address here.
    private async Task<bool> IsVouchedForAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        (await others.OfCommitAsync(of, cancellationToken)).Any(run => run.Trigger == RunTrigger.Command);

    private Task StartBesideAsync(DurableTaskClient durable, RunRecord run, string path, CancellationToken cancellationToken)
    {
        string distinct = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        var start = new RunStart(run.Trigger, run.Plan, PlanText: null)
        {
            Id = run.RunId + distinct,
            PullRequest = run.PullRequest! with { PlanPath = path },
            Stretch = run.Stretch,
            Part = run.Part,
            By = run.By,
        };
        return starter.StartAsync(durable, start, cancellationToken);
    }
}
