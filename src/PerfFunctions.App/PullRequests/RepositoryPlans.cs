using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.PullRequests;

/// <summary>Chooses which plan of its repository a run is of.</summary>
public sealed class RepositoryPlans(RunStore runs, ICodeHosts hosts, RepositoryScripts scripts, RunStarter starter)
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

        IReadOnlyList<string> paths = await ListAsync(of, cancellationToken);
        foreach (string path in paths.Skip(1))
        {
            await StartBesideAsync(durable, run, path, cancellationToken);
        }

        of = of with { PlanPath = paths.Count == 0 ? null : paths[0] };
        await runs.SetPullRequestAsync(run.RunId, of, cancellationToken);
        return of;
    }

    /// <summary>Paths of the repository's plans, at most <see cref="PlanPaths.MaxPlans"/>.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = await hosts.Of(of).Plans.ListAsync(of, cancellationToken);
        return [.. (await scripts.ChooseAsync(of, paths, cancellationToken)).Take(PlanPaths.MaxPlans)];
    }

    /// <summary>The plan of a path; null when there is none.</summary>
    public async Task<RepositoryPlan?> FindAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        PlanPaths.IsScript(of.PlanPath ?? "") ? await scripts.MakeAsync(of, cancellationToken)
        : await hosts.Of(of).Plans.FindAsync(of, cancellationToken) is { } text ? new RepositoryPlan(text)
        : null;

    /// <summary>The name of the plan of a path; null when there is none, or it has none that can be read.</summary>
    public async Task<string?> FindNameAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        PlanPaths.IsScript(of.PlanPath!) ? ScriptText.NameOf(of.PlanPath!)
        : await hosts.Of(of).Plans.FindAsync(of, cancellationToken) is { } text ? PlanParser.Parse(text, PlanSettings.Open).Plan?.Name
        : null;

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
