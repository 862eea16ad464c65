using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Triggers;

/// <summary>What a run is about to do, and what its audits have come to so far.</summary>
public sealed class RunOutlines(RunStore runs, RunBlobs blobs, RunFiles files)
{
    /// <summary>The outline of a run; null before it has been planned.</summary>
    public async Task<RunOutline?> FindAsync(string runId, CancellationToken cancellationToken)
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
        return new RunOutline
        {
            DurationSeconds = plan.LoadDuration.TotalSeconds,
            Scenarios = [.. plan.Load.Select(Outline)],
            Pages = [.. plan.Pages.Select(p => p.Name)],
            Budgets = [.. plan.Budgets.Select(b => b.Expression)],
        };
    }

    /// <summary>A page whose audit has ended; null while it goes on.</summary>
    public async Task<LivePage?> FindPageAsync(string runId, string page, CancellationToken cancellationToken)
    {
        if (await blobs.FindPageAsync(runId, page, cancellationToken) is not { } measured)
        {
            return null;
        }

        string? screenshot = measured.Evidence.Contains(EvidenceFiles.Screenshot)
            ? $"/api/runs/{runId}/pages/{page}/{EvidenceFiles.Screenshot}"
            : null;
        return new LivePage(page, measured.Address, [.. measured.Loads.Select(Load)], screenshot);
    }

    private static OutlinedScenario Outline(Scenario scenario) => new(
        scenario.Name, scenario.Model is UserModel,
        [.. LoadSteps.StagesOf(scenario).Select(s => new OutlinedStage(s.FromSecond, s.ToSecond, s.From, s.To))]);

    private static LivePageLoad Load(PageLoad load) => new(
        load.Number, Value(load, "lcp"), Value(load, "fcp"), Value(load, "ttfb"), Value(load, "inp"), Value(load, "cls"), load.Failure);

    private static double? Value(PageLoad load, string metric) =>
        load.Values.TryGetValue(metric, out double value) && double.IsFinite(value) ? value : null;
}
