using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>
/// Evaluates the budgets about load by what is measured so far. The rest of the load may still change each result: only the verdict
/// counts.
/// </summary>
public sealed class ProvisionalEvaluator(PerfPlan plan)
{
    private readonly BudgetRule[] _rules = [.. plan.Budgets.Where(IsEvaluated)];

    /// <summary>The rules that the load so far decides, in the order of the plan; none before the end of the warm-up.</summary>
    /// <param name="soFar">What the load comes to.</param>
    /// <param name="second">The last second in it.</param>
    public IReadOnlyList<RuleResult> Judge(RunSummary soFar, int second)
    {
        if (_rules.Length == 0 || second < plan.Warmup.TotalSeconds)
        {
            return [];
        }

        EvaluationInput input = new() { RunId = soFar.RunId, Rules = _rules, Current = new SummaryReader(soFar) };
        return [.. BudgetEvaluator.Judge(input).Rules.Zip(_rules, Provisional)];
    }

    // A breakpoint is known when the search is over; other runs are compared with a whole load.
    private static bool IsEvaluated(BudgetRule rule) =>
        rule is { Kind: MetricKind.Load, NeedsOtherRuns: false } && rule.Level != BudgetLevel.Off && rule.Metric.Metric != LoadMetric.Breakpoint;

    // A total that is below its minimum has the rest of the load to get there.
    private static RuleResult Provisional(RuleResult result, BudgetRule rule) =>
        result.Status is RuleStatus.Fail or RuleStatus.Warn && IsMinimum(rule) && rule.Define()?.Merge == MetricMerge.AddCounts
            ? result with { Status = RuleStatus.NoData, Reason = $"{result.Actual} so far; the total counts at the end of the load" }
            : result;

    private static bool IsMinimum(BudgetRule rule) => rule.Operator is BudgetOperator.Above or BudgetOperator.AtLeast;
}
