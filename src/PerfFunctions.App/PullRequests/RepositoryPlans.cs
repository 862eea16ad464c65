using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;

namespace PerfFunctions.App.PullRequests;

/// <summary>Chooses which plan of its repository a run is of.</summary>
public sealed class RepositoryPlans(RunStore runs, ICodeHosts hosts, RunStarter starter)
{
    /// <summary>
    /// The pull request of a run with the path of the run's plan, the repository's first; null for none. A run is started
    /// beside it for each further plan. Safe to repeat: they are named after the run and their plans.
    /// </summary>
    public async Task<PullRequestContext> ChooseAsync(
        DurableTaskClient durable, RunRecord run, CancellationToken cancellationToken)
    {
        PullRequestContext of = run.PullRequest!;
        if (of.PlanPath is not null)
        {
            return of;
        }

        IReadOnlyList<string> paths = await hosts.Of(of).Plans.ListAsync(of, cancellationToken);
        foreach (string path in paths.Skip(1))
        {
            await StartBesideAsync(durable, run, path, cancellationToken);
        }

        of = of with { PlanPath = paths.Count == 0 ? null : paths[0] };
        await runs.SetPullRequestAsync(run.RunId, of, cancellationToken);
        return of;
    }

    /// <summary>The text of the chosen plan; null when there is none.</summary>
    public async Task<string?> FindAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        of.PlanPath is null ? null : await hosts.Of(of).Plans.FindAsync(of, cancellationToken);

    private Task StartBesideAsync(DurableTaskClient durable, RunRecord run, string path, CancellationToken cancellationToken)
    {
        string distinct = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        var start = new RunStart(run.Trigger, run.Plan, PlanText: null)
        {
            Id = run.RunId + distinct,
            PullRequest = run.PullRequest! with { PlanPath = path },
            Stretch = run.Stretch,
            Part = run.Part,
            Settings = run.Settings,
            By = run.By,
        };
        return starter.StartAsync(durable, start, cancellationToken);
    }
}
