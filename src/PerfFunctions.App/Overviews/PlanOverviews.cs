using PerfFunctions.Api;
using PerfFunctions.Api.Overviews;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.App.Overviews;

/// <summary>Makes views of plans of the newest runs.</summary>
internal static class PlanOverviews
{
    private const int MaxPoints = 20;

    /// <summary>Plans by their newest run, the newest first; then stored plans without a run.</summary>
    /// <param name="runs">The newest runs, the newest first.</param>
    /// <param name="seen">Those of them whose end is not recorded, as far as they were looked at.</param>
    /// <param name="stored">Stored plans.</param>
    public static IReadOnlyList<PlanOverview> Of(IReadOnlyList<RunRecord> runs, IReadOnlyList<RunView> seen, IReadOnlyList<StoredPlan> stored)
    {
        Dictionary<string, StoredPlan> byName = stored.ToDictionary(plan => plan.Name, StringComparer.Ordinal);
        Dictionary<string, RunView> broken = seen.Where(view => view.Outcome is not null).ToDictionary(view => view.RunId, StringComparer.Ordinal);
        IGrouping<string, RunRecord>[] groups = [.. runs.GroupBy(run => run.Plan, StringComparer.Ordinal)];
        return
        [
            // Until its plan is read, a run may go by another name; it stands among those in progress.
            .. groups.Select(plan => Of(plan.Key, plan, byName.GetValueOrDefault(plan.Key), broken))
                .Where(plan => plan.Stored || plan.Last is not null),
            .. stored.ExceptBy(groups.Select(plan => plan.Key), plan => plan.Name)
                .OrderBy(plan => plan.Name, StringComparer.Ordinal)
                .Select(plan => new PlanOverview(plan.Name, Stored: true, plan.Schedule, null, null)),
        ];
    }

    private static PlanOverview Of(string plan, IEnumerable<RunRecord> runs, StoredPlan? stored, Dictionary<string, RunView> broken) => new(
        plan, stored is not null, stored?.Schedule,
        runs.Select(run => EndOf(run, broken.GetValueOrDefault(run.RunId))).FirstOrDefault(end => end is not null), MetricOf([.. runs]));

    private static EndedRun? EndOf(RunRecord run, RunView? broken) => run.Outcome is { } outcome
        ? new EndedRun(run.RunId, outcome, run.Headline ?? "", run.FinishedAt ?? run.CreatedAt)
        : broken is { Outcome: { } ended } ? new EndedRun(run.RunId, ended, broken.Headline ?? "", broken.FinishedAt ?? run.CreatedAt) : null;

    private static PlanMetric? MetricOf(RunRecord[] runs)
    {
        RunRecord? newest = runs.FirstOrDefault(run => run.KeyMetric is not null);
        if (newest?.KeyMetric is not { } key || MetricCatalog.Find(key.Measured.Kind, key.Measured.Metric.Metric) is not { } definition)
        {
            return null;
        }

        PlanMetricPoint[] points =
        [
            .. runs
                .Where(run => run.KeyMetric is { } other && (other.ConditionsKey, other.Measured.Metric) == (key.ConditionsKey, key.Measured.Metric))
                .Take(MaxPoints).Reverse().Select(run => new PlanMetricPoint(run.RunId, run.CreatedAt, run.KeyMetric!.Measured.Value)),
        ];
        return new PlanMetric(key.Measured.Metric.ToString(), definition.Unit, definition.Worse, Change(points), points);
    }

    private static double? Change(PlanMetricPoint[] points) =>
        points is [.., { Value: not 0 } before, { } last] ? (last.Value - before.Value) / before.Value * 100 : null;
}
