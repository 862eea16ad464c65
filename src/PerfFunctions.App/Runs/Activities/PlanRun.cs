using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Options;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Makes of a request what there is to do.</summary>
public sealed class PlanRun(
    RunStore runs, RunBlobs blobs, ICodeHosts hosts, SecretSource secrets, FeedFetcher fetcher, IOptions<RunOptions> options,
    RunTelemetry telemetry, AdmissionChecks guards, Admission admission, KillSwitchStore stops, ActivityLog audit, TimeProvider time)
{
    // An audit's time is bounded by its page's load timeout; this is a generous mean that includes a browser's start.
    private const double SecondsPerPageLoad = 45;

    private const double Allowance = 300;

    /// <summary>Reads and resolves the plan, and keeps it as it will be run.</summary>
    [Function(nameof(PlanRun))]
    public Task<RunPlan> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(PlanRun), request.RunId, () => PlanAsync(request, context.CancellationToken));

    private async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(request.RunId, cancellationToken);
        if (run.SupersededBy is { } commit)
        {
            return Stopped(run, new RunStop(RunOutcome.Cancelled, $"superseded by {commit}"));
        }

        if (await stops.FindAsync(cancellationToken) is { } state && state.Stops(run.AskedAt))
        {
            return Stopped(run, new RunStop(RunOutcome.Cancelled, state.Message));
        }

        if (run.CancelRequested)
        {
            return Stopped(run, new RunStop(RunOutcome.Cancelled, "The run was cancelled before it started."));
        }

        if (run.Skipped is { } why)
        {
            return Stopped(run, new RunStop(RunOutcome.NoData, why, Quiet: true));
        }

        string? text = await blobs.FindPlanAsync(run.RunId, cancellationToken) ??
            (run.PullRequest is { } pr ? await hosts.Of(pr).Plans.FindAsync(pr, cancellationToken) : null);
        if (text is null)
        {
            return Stopped(run, new RunStop(RunOutcome.NoData, "The repository has no plan file at the base commit.", Quiet: true));
        }

        PlanParseResult parsed = PlanParser.Parse(text);
        if (!parsed.IsValid)
        {
            return Stopped(run, new RunStop(RunOutcome.NoData, Problems(parsed)));
        }

        (string? target, RunStop? stop) = TargetResolver.Resolve(parsed.Plan, run);
        await blobs.SavePlanAsync(run.RunId, text, cancellationToken);
        await runs.SetPlanAsync(run.RunId, parsed.Plan.Name, target, cancellationToken);
        PerfPlan plan = ShapedPlan.Of(parsed.Plan, run);
        var guarded = new CheckedRun(run.RunId, TargetResolver.WithBases(plan, run), target, run.Trigger) { Text = text };
        stop ??= Unset(plan, run) ?? Empty(plan) ?? Unresolved(plan, run) ??
            await RefusedAsync(request, run, plan, target, await guards.ProblemsAsync(guarded, cancellationToken),
                cancellationToken) ??
            await FetchAsync(run, plan, cancellationToken) ??
            await RefusedAsync(request, run, plan, target, await admission.EnterAsync(guarded, cancellationToken),
                cancellationToken);
        return stop is null ? Planned(run, plan) : Stopped(run, stop);
    }

    private RunStop? Unset(PerfPlan plan, RunRecord run) =>
        plan.Secrets.Count > 0 && run.PullRequest is { IsFork: true } ? NoSecrets("commits from forks do not receive secrets")
            : plan.Secrets.Count > 0 && run.PullRequest is { IsUnknown: true }
            ? NoSecrets("the deployed commit may come from a fork, because it is neither merged nor the head of a branch; commits from forks do not receive secrets")
            : secrets.Missing(plan.Secrets) is { Count: > 0 } missing ? new RunStop(RunOutcome.NoData, SecretSource.Problem(missing)) : null;

    private static RunStop NoSecrets(string reason) => new(RunOutcome.NoData, $"The plan uses secrets, but {reason}.");

    private static RunStop? Empty(PerfPlan plan) => plan.Load.Count == 0 && plan.Pages.Count == 0
        ? new RunStop(RunOutcome.NoData, "The plan has no load or pages of the requested kind.")
        : null;

    private static RunStop? Unresolved(PerfPlan plan, RunRecord run) =>
        plan.Pages.Select(p => p.Base).OfType<string>().Select(b => TargetResolver.ResolveBase(b, run).Stop).FirstOrDefault(s => s is not null);

    private async Task<RunStop?> RefusedAsync(
        RunRequest request, RunRecord run, PerfPlan plan, string? target, IReadOnlyList<PlanProblem> refusals, CancellationToken cancellationToken)
    {
        if (refusals.Count == 0)
        {
            return null;
        }

        string reason = $"The run is refused:\n{string.Join('\n', refusals.Select(r => $"- {r}"))}";
        if (refusals.All(r => r.Transient) && !request.IsLastAsk)
        {
            return new RunStop(RunOutcome.NoData, reason, Transient: true);
        }

        var entry = new ActivityEntry { At = time.GetUtcNow(), Who = run.By, What = ActivityKind.Start, Run = run.RunId, Plan = plan.Name, Target = target };
        await audit.AddOnceAsync(run.RunId, entry with { Refused = string.Join('\n', refusals) }, cancellationToken);
        return new RunStop(RunOutcome.NoData, reason);
    }

    // Once, so that all shards and slices have the same rows.
    private async Task<RunStop?> FetchAsync(RunRecord run, PerfPlan plan, CancellationToken cancellationToken)
    {
        Feed[] remote = [.. plan.Feeds.Where(f => f.From is not null)];
        if (remote.Length == 0 || await blobs.FindFeedsAsync(run.RunId, cancellationToken) is not null)
        {
            return null;
        }

        try
        {
            Feed[] fetched = await Task.WhenAll(remote.Select(f => fetcher.FetchAsync(f, plan, cancellationToken)));
            await blobs.SaveFeedsAsync(run.RunId, fetched, cancellationToken);
            return null;
        }
        catch (FeedRefusedException e)
        {
            return new RunStop(RunOutcome.NoData, e.Message);
        }
    }

    private RunPlan Planned(RunRecord run, PerfPlan plan)
    {
        RunOptions limits = options.Value;
        IReadOnlySet<string> compared = plan.Compared;
        return new RunPlan
        {
            RunId = run.RunId,
            Shards = ShardPlanner.Choose(plan, limits.RatePerShard, limits.UsersPerShard, limits.MaxShards),
            LoadSeconds = plan.LoadDuration.TotalSeconds,
            SliceSeconds = plan.Load.Any(s => s.Model is IterationModel) ? 0 : limits.SliceSeconds,
            Pages = [.. plan.Pages.Select(p => p.Name)],
            Compared = [.. plan.Pages.Select(p => p.Name).Where(compared.Contains)],
            Audits = plan.Audits,
            ReadsServer = plan.Server.Count > 0,
            LimitSeconds = (plan.LoadDuration + GeneratorLimits.GracefulStop).TotalSeconds + limits.BarrierSeconds +
                plan.Pages.Sum(p => PageSeconds(p, compared.Contains(p.Name) ? limits.MaxLoads : 0)) + Allowance,
        };
    }

    // One load more is the warm-up. Waits come on top of each load.
    private static double PageSeconds(Page page, int maxCompared)
    {
        int loads = (Math.Max(page.MaxRuns, maxCompared) + 1) * (page.Base is null ? 1 : 2);
        double waits = page.Steps.Select(s => s.Act).OfType<WaitAct>().Sum(w => w.Time.TotalSeconds);
        return loads * (SecondsPerPageLoad + waits) * (page.Conditions.WarmLoad ? 2 : 1);
    }

    private static RunPlan Stopped(RunRecord run, RunStop stop) => new() { RunId = run.RunId, Stop = stop };

    private static string Problems(PlanParseResult parsed) =>
        $"The plan has {parsed.Problems.Count} mistake{(parsed.Problems.Count == 1 ? "" : "s")}:\n" +
        string.Join('\n', parsed.Problems.Select(p => $"- {p}"));
}
