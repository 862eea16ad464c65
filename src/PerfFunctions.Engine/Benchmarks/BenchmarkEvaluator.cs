using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>
/// Evaluates benchmarks by the budgets and the statistical test of runs. The values compared are result iterations.
/// </summary>
public static class BenchmarkEvaluator
{
    private const string RunId = "benchmarks";

    private static readonly string[] Compared = [BenchmarkMetric.Time, BenchmarkMetric.Allocated];

    /// <summary>The verdict. A failed benchmark is never green, whether or not a budget is about it.</summary>
    public static Verdict Evaluate(BenchmarkEvaluation evaluation)
    {
        IReadOnlyList<BudgetRule> rules = evaluation.Rules.Count > 0 ? evaluation.Rules : Comparisons(evaluation);
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = RunId,
            Rules = rules,
            Current = new BenchmarkReader(evaluation.Results, (_, _) => null),
            Baseline = [.. evaluation.Baseline.Select(set => new BenchmarkReader(set, (name, before) => OtherHost(evaluation, name, before)))],
            BaselineMissing = "there is no baseline to compare with; give one with --baseline",
            Condition = new RunCondition
            {
                Notes = BenchmarkNotes.Of(evaluation),
                Degraded = evaluation.Results.All.Any(b => b.Failed),
            },
        });
        return rules.Count > 0 ? verdict : verdict with
        {
            Headline = "No benchmark of the results is in the baseline, so nothing was evaluated",
            Notes = BenchmarkNotes.Of(evaluation),
        };
    }

    // A benchmark that was not there before has nothing to be compared with, which is nothing against it.
    private static IReadOnlyList<BudgetRule> Comparisons(BenchmarkEvaluation evaluation) =>
    [
        .. from benchmark in evaluation.Results.All
           let name = evaluation.Results.NameOf(benchmark)
           let before = evaluation.Baseline.SelectMany(set => set.Find(name)).ToArray()
           where before.Length > 0
           from metric in Compared
           where metric == BenchmarkMetric.Time || before.Append(benchmark).All(b => b.Memory.ContainsKey(metric))
           select Comparison(name, metric, evaluation.Margin),
    ];

    private static BudgetRule Comparison(string name, string metric, double margin) => new(
        $"{BenchmarkMetric.Subject}.{name}.{metric} regression < {Percents.Format(margin)}",
        new MetricReference(BenchmarkNames.Canonical(name), metric, MetricCatalog.Find(MetricKind.Benchmark, metric)!.DefaultAggregate),
        IsRegression: true, BudgetOperator.Below, margin)
    {
        Kind = MetricKind.Benchmark,
    };

    private static string? OtherHost(BenchmarkEvaluation evaluation, string name, MeasuredBenchmark before)
    {
        IReadOnlyList<string> differences = evaluation.IgnoreHost || evaluation.Results.Find(name) is not [{ } now]
            ? []
            : now.Host.DifferencesFrom(before.Host);
        return differences.Count == 0 ? null : $"it was measured on another host ({string.Join("; ", differences)})";
    }
}
