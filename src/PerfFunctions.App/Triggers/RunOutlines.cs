using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Triggers;

/// <summary>What a run is about to do, and what its audits have come to so far.</summary>
public sealed class RunOutlines(RunStore runs, RunBlobs blobs, RunFiles files)
{
    /// <summary>The outline of a run; null before it has been planned.</summary>
    public async Task<OutlinedRun?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { Target: not null } run)
        {
            return null;
        }

        (_, PerfPlan? parsed) = await files.ReadAsync(run, forLoad: false, cancellationToken);
        if (parsed is null)
        {
            return null;
        }

        PerfPlan plan = ShapedPlan.Of(parsed, run);
        RunOutline outline = new()
        {
            DurationSeconds = plan.LoadDuration.TotalSeconds,
            Scenarios = [.. plan.Load.Select(Outline)],
            Pages = [.. plan.Pages.Select(p => p.Name)],
            Budgets = [.. plan.Budgets.Select(b => b.Expression)],
        };
        return new OutlinedRun(runId, plan, outline);
    }

    /// <summary>A page whose audit has ended; null while it goes on.</summary>
    public async Task<LivePage?> FindPageAsync(OutlinedRun run, string page, CancellationToken cancellationToken)
    {
        if (await blobs.FindPageAsync(run.RunId, page, cancellationToken) is not { } measured)
        {
            return null;
        }

        IEnumerable<double> frameTimes = measured.Median?.FrameTimes ?? [];
        return new LivePage(
            page, measured.Address, [.. measured.Loads.Select(Load)], Picture(EvidenceFiles.Screenshot),
            [.. frameTimes.Select(Frame).OfType<FilmstripFrame>()], Judge(run, measured));

        string? Picture(string file) => measured.Evidence.Contains(file) ? $"/api/runs/{run.RunId}/pages/{page}/{file}" : null;
        FilmstripFrame? Frame(double at, int index) => Picture(EvidenceFiles.Frame(index)) is { } picture ? new(at, picture) : null;
    }

    private static IReadOnlyList<RuleResult> Judge(OutlinedRun run, PageMeasurement measured) => BudgetEvaluator.Judge(new EvaluationInput
    {
        RunId = run.RunId,
        Rules = [.. run.Plan.Budgets.Where(b => b.Kind == MetricKind.Page && b.Metric.Subject == measured.Page && !b.NeedsOtherRuns)],
        Current = new SummaryReader(RunAggregator.OfPage(run.RunId, run.Plan, measured)),
    }).Rules;

    private static OutlinedScenario Outline(Scenario scenario) => new(
        scenario.Name, scenario.Model is UserModel,
        [.. LoadSteps.StagesOf(scenario).Select(s => new OutlinedStage(s.FromSecond, s.ToSecond, s.From, s.To))]);

    private static LivePageLoad Load(PageLoad load) => new(
        load.Number, Value(load, "lcp"), Value(load, "fcp"), Value(load, "ttfb"), Value(load, "inp"), Value(load, "cls"), load.Failure);

    private static double? Value(PageLoad load, string metric) =>
        load.Values.TryGetValue(metric, out double value) && double.IsFinite(value) ? value : null;
}

/// <summary>A run that has been planned.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Outline">What of the plan its watchers see.</param>
public sealed record OutlinedRun(string RunId, PerfPlan Plan, RunOutline Outline);
