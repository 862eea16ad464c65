using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the metrics over all scenarios: <c>load.errors</c>, <c>load.latency.p95</c>.</summary>
internal static class AllLoadNames
{
    private static readonly MetricDefinition[] Metrics =
    [
        .. MetricCatalog.Of(MetricKind.Load).Where(m => m.Name is not LoadMetric.Breakpoint),
    ];

    /// <summary>The metric.</summary>
    /// <exception cref="BudgetRefusedException">There is no such metric or aggregate.</exception>
    public static NamedMetric Resolve(Word rest)
    {
        string name = rest.Text.Split('.')[0];
        MetricDefinition metric = Metrics.FirstOrDefault(m => m.Name == name) ?? throw new BudgetRefusedException(
            rest.Column,
            name.Length == 0
                ? "the metric is missing"
                : $"all scenarios together have no metric '{name}'{Spelling.Hint(name, Metrics.Select(m => m.Name))}",
            string.Join(", ", Metrics.Select(m => m.Name)));
        return MetricNames.With(MetricReference.AllLoad, metric, rest, name.Length);
    }
}
