using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>A rule against the baseline: either what to test, or, where there is nothing to test, its result.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Metric">Its metric.</param>
/// <param name="Test">The samples; null when the rule is settled without them.</param>
/// <param name="Settled">The result; null when the rule is to be tested.</param>
internal sealed record RelativeRule(BudgetRule Rule, MetricDefinition Metric, RegressionInput? Test, RuleResult? Settled)
{
    /// <summary>The address that the run itself was compared with; null for the baseline.</summary>
    public string? Against { get; init; }

    /// <summary>What disturbed the values, as a part of a sentence; null for nothing.</summary>
    public string? Disturbed { get; init; }

    /// <summary>Looks for the values of both sides.</summary>
    public static RelativeRule Of(BudgetRule rule, JudgeInput input)
    {
        MetricDefinition metric = MetricCatalog.Find(rule.Kind, rule.Metric.Metric)
            ?? throw new ArgumentException($"There is no metric '{rule.Metric.Metric}'.", nameof(rule));
        MetricReading now = RuleJudge.Finite(input.Current.Read(rule.Metric));
        if (now.Value is not { } current)
        {
            return NoData(rule, metric, now.Missing!);
        }

        if (input.Current.Against(rule.Metric) is { } against)
        {
            return InTurns(rule, metric, input.Current.Samples(rule.Metric), against) with { Disturbed = now.Disturbed ?? against.Disturbed };
        }

        if (input.Baseline.Count == 0)
        {
            return NoData(rule, metric, input.BaselineMissing);
        }

        IMetricReader[] runs = [.. input.Baseline.Where(r => RuleJudge.Finite(r.Read(rule.Metric)).Value is not null)];
        if (runs.Length == 0)
        {
            return NoData(rule, metric, $"the baseline has none: {RuleJudge.Finite(input.Baseline[0].Read(rule.Metric)).Missing}");
        }

        return metric.Merge == MetricMerge.OfTheWhole
            ? new RelativeRule(rule, metric, null, WholeRunRule.Judge(rule, metric, current, [.. runs.Select(r => r.Read(rule.Metric).Value!.Value)]))
            : Tested(rule, metric, input.Current, runs) with { Disturbed = now.Disturbed };
    }

    // Both sides had the same machine at the same time, so no difference between runs has to be allowed for.
    private static RelativeRule InTurns(BudgetRule rule, MetricDefinition metric, IReadOnlyList<double> head, BaseReading against) =>
        against.Missing is { } missing
            ? NoData(rule, metric, missing)
            : new RelativeRule(rule, metric, new RegressionInput { Baseline = against.Values, Head = head, Worse = metric.Worse, Margin = rule.Limit }, null)
            {
                Against = against.Address,
            };

    private static RelativeRule Tested(BudgetRule rule, MetricDefinition metric, IMetricReader current, IMetricReader[] runs)
    {
        IReadOnlyList<double> head = current.Samples(rule.Metric);
        IReadOnlyList<double>[] samples = [.. runs.Select(r => r.Samples(rule.Metric)).Where(s => s.Count > 0)];
        if (head.Count == 0 || samples.Length == 0)
        {
            return NoData(rule, metric, head.Count == 0
                ? "the load has no whole block that could be compared"
                : "the baseline has no blocks of this number; it will, once a newer run is accepted");
        }

        return new RelativeRule(rule, metric,
            new RegressionInput
            {
                Baseline = [.. samples.SelectMany(s => s)],
                BaselineRuns = samples,
                Head = head,
                Worse = metric.Worse,
                Margin = rule.Limit,
            }, null);
    }

    private static RelativeRule NoData(BudgetRule rule, MetricDefinition metric, string reason) => new(rule, metric, null,
        RuleJudge.Row(rule, MetricUnit.Share, MetricReading.None(reason), RuleStatus.NoData, reason, 3));
}
