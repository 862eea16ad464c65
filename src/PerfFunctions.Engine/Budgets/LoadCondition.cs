using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>
/// Something that becomes true while load runs: <c>browse.errors &gt; 50% for 10s</c>. The metric is taken over the last
/// <paramref name="Window"/>, all shards together; before that much time has passed it is not true.
/// </summary>
/// <param name="Expression">As written.</param>
/// <param name="Metric">A load metric.</param>
/// <param name="Operator">How <see cref="Metric"/> stands to <see cref="Limit"/> when it is true.</param>
/// <param name="Limit">In the unit of <see cref="MetricReading"/>.</param>
/// <param name="Window">Length of time looked at; whole seconds.</param>
/// <param name="Line">Line in the plan file, from 1; 0 for a built-in one.</param>
public sealed record LoadCondition(
    string Expression, MetricReference Metric, BudgetOperator Operator, double Limit, TimeSpan Window, int Line = 0)
{
    /// <summary>Longest time that a condition looks back on.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(10);
}
