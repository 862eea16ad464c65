using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>A rule against the baseline: either what to test, or, where there is nothing to test, its result.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Metric">Its metric.</param>
/// <param name="Test">The samples; null when the rule is settled without them.</param>
/// <param name="Settled">The result; null when the rule is to be tested.</param>
internal sealed record RelativeRule(BudgetRule Rule, MetricDefinition Metric, RegressionInput? Test, RuleResult? Settled)
{
    /// <summary>The address that the run itself was compared with; null for the baseline.</summary>
    public string? Against { get; init; }

    /// <summary>The test of the values without noise; null if neither side was noisy.</summary>
    public RegressionInput? WithoutNoise { get; init; }

    /// <summary>Why the run's values are noisy, as part of a sentence; null if they are not.</summary>
    public string? HeadNoise { get; init; }

    /// <summary>Why the values that it is compared with are noisy, as part of a sentence; null if they are not.</summary>
    public string? BaseNoise { get; init; }

    /// <summary>Looks for the values of both sides.</summary>
    public static RelativeRule Of(BudgetRule rule, EvaluationInput input)
    {
        MetricDefinition metric = rule.Define()
            ?? throw new ArgumentException($"There is no metric '{rule.Metric.Metric}'.", nameof(rule));
        MetricReading now = RuleEvaluator.Finite(input.Current.Read(rule.Metric));
        if (now.Value is not { } current)
        {
            return NoData(rule, metric, now.Missing!);
        }

        if (input.Current.Against(rule.Metric) is { } against)
        {
            return Interleaved(rule, metric, input.Current.Samples(rule.Metric), against).ButFor(now.Noise, against.Noise);
        }

        if (input.Baseline.Count == 0)
        {
            return NoData(rule, metric, input.BaselineMissing);
        }

        IMetricReader[] runs = [.. input.Baseline.Where(r => RuleEvaluator.Finite(r.Read(rule.Metric)).Value is not null)];
        if (runs.Length == 0)
        {
            return NoData(rule, metric, $"the baseline has no value: {RuleEvaluator.Finite(input.Baseline[0].Read(rule.Metric)).Missing}");
        }

        string? noisy = runs.Select(r => r.Read(rule.Metric).Noise).FirstOrDefault(d => d is not null);
        return metric.Merge == MetricMerge.OfTheWhole
            ? new RelativeRule(rule, metric, null, WholeRunRule.Judge(rule, metric, current, [.. runs.Select(r => r.Read(rule.Metric).Value!.Value)]))
            : Tested(rule, metric, input.Current.Samples(rule.Metric), [.. runs.Select(r => r.Samples(rule.Metric))])
                .ButFor(now.Noise, noisy is null ? null : $"of the baseline {noisy}");
    }

    // Both sides had the same machine at the same time, so no difference between runs has to be allowed for.
    private static RelativeRule Interleaved(BudgetRule rule, MetricDefinition metric, SampleSet head, BaseReading against) =>
        against.Missing is { } missing
            ? NoData(rule, metric, missing)
            : new RelativeRule(rule, metric, Input(rule, metric, head.Values, [against.Samples.Values]) with { BaselineRuns = [] }, null)
            {
                Against = against.Address,
                WithoutNoise = Input(rule, metric, head.WithoutNoise, [against.Samples.WithoutNoise]) with { BaselineRuns = [] },
            };

    private static RelativeRule Tested(BudgetRule rule, MetricDefinition metric, SampleSet head, SampleSet[] baseline)
    {
        SampleSet[] runs = [.. baseline.Where(s => s.Values.Count > 0)];
        if (head.Values.Count == 0 || runs.Length == 0)
        {
            return NoData(rule, metric, head.Values.Count == 0
                ? head.Missing ?? "the load is too short for one comparison block"
                : baseline[0].Missing is { } missing ? $"the baseline cannot be compared with: {missing}"
                : "the baseline was recorded without blocks for this metric; accept a newer run as baseline");
        }

        int values = 0;
        SampleSet[] alike = [.. runs.Where(r => r.BlockSeconds == head.BlockSeconds).TakeWhile(r => (values += r.Values.Count) <= Samples.MaxValues)];
        return alike.Length == 0
            ? NoData(rule, metric, $"blocks of {head.BlockSeconds} s cannot be compared with the baseline's of {runs[0].BlockSeconds} s")
            : new RelativeRule(rule, metric, Input(rule, metric, head.Values, [.. alike.Select(r => r.Values)]), null)
            {
                WithoutNoise = Input(rule, metric, head.WithoutNoise, [.. alike.Select(r => r.WithoutNoise).Where(r => r.Count > 0)]),
            };
    }

    private static RegressionInput Input(
        BudgetRule rule, MetricDefinition metric, IReadOnlyList<double> head, IReadOnlyList<IReadOnlyList<double>> runs) => new()
        {
            Baseline = [.. runs.SelectMany(r => r)],
            BaselineRuns = runs,
            Head = head,
            Worse = metric.Worse,
            Margin = rule.Limit,
            Negligible = metric.Negligible,
            Unit = metric.Unit,
        };

    // Other work on a machine makes things slower; it does not make them larger.
    private RelativeRule ButFor(string? head, string? @base) => Metric.Unit == MetricUnit.Milliseconds && (head ?? @base) is not null
        ? this with { HeadNoise = head, BaseNoise = @base }
        : this with { WithoutNoise = null };

    private static RelativeRule NoData(BudgetRule rule, MetricDefinition metric, string reason) => new(rule, metric, null,
        RuleEvaluator.Row(rule, MetricUnit.Share, MetricReading.None(reason), RuleStatus.NoData, reason, 3));
}
