using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the server series that a budget names: <c>server.cpu.max</c>.</summary>
internal static class ServerNames
{
    /// <param name="rest">What stands after <c>server.</c></param>
    /// <param name="subjects">What the plan reads.</param>
    /// <exception cref="BudgetRefusedException">There is no such series or aggregate.</exception>
    public static NamedMetric Resolve(Word rest, BudgetSubjects subjects)
    {
        int dot = rest.Text.IndexOf('.', StringComparison.Ordinal);
        string series = dot < 0 ? rest.Text : rest.Text[..dot];
        if (!subjects.Server.TryGetValue(series, out ServerUnit? unit))
        {
            IReadOnlyCollection<string> names = [.. subjects.Server.Keys];
            throw new BudgetRefusedException(rest.Column,
                series.Length == 0 ? "the series is missing" : $"there is no server series '{series}'{Spelling.Hint(series, names)}",
                names.Count == 0 ? "a name in 'server'" : string.Join(", ", names));
        }

        MetricDefinition metric = ServerMetric.Define(series, unit.Unit);
        string aggregate = dot < 0 ? metric.DefaultAggregate : MetricCatalog.CanonicalAggregate(rest.Text[(dot + 1)..]);
        return metric.Aggregates.Contains(aggregate)
            ? new NamedMetric(new MetricReference(ServerMetric.Subject, series, aggregate), metric)
            : throw new BudgetRefusedException(rest.Column + dot + 1,
                $"a server series has no '{aggregate}'{Spelling.Hint(aggregate, metric.Aggregates)}", string.Join(", ", metric.Aggregates));
    }
}
