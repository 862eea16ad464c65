using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Documents;

/// <summary>A number of a journey and the run that measured it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Value">The number, in the unit of its metric.</param>
/// <param name="Passed">Whether it met its budget.</param>
internal sealed record JourneyReading(RunReport Run, double Value, bool Passed)
{
    /// <summary>The newest number of a metric that a budget of the journey asks for; null when no run has one.</summary>
    /// <param name="source">Plan and runs.</param>
    /// <param name="journey">The journey.</param>
    /// <param name="metric">The metric after the subject, such as <c>errors</c> or <c>latency.p95</c>.</param>
    public static JourneyReading? Newest(DocumentSource source, Journey journey, string metric) =>
        RuleOf(source, journey, metric) is { } rule && BudgetTable.Newest(source, rule.Expression) is { } newest
            ? new JourneyReading(newest.Run, newest.Result.Value!.Value, newest.Result.Status == RuleStatus.Pass)
            : null;

    /// <summary>The newest results of all budgets of a journey.</summary>
    public static IEnumerable<(BudgetRule Rule, RunReport? Run, RuleResult? Result)> All(DocumentSource source, Journey journey) =>
        source.Plan.Budgets
            .Where(b => b.Expression.StartsWith($"{journey.Subject}.", StringComparison.Ordinal))
            .Select(b => (b, BudgetTable.Newest(source, b.Expression)?.Run, BudgetTable.Newest(source, b.Expression)?.Result));

    private static BudgetRule? RuleOf(DocumentSource source, Journey journey, string metric) =>
        source.Plan.Budgets.FirstOrDefault(b => b is { IsRegression: false, IsTrend: false, Window: null } &&
            b.Expression.StartsWith($"{journey.Subject}.{metric} ", StringComparison.Ordinal));
}
