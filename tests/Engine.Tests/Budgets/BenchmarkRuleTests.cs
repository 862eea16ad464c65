using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Tests.Budgets;

/// <summary>Budgets that name benchmarks.</summary>
public class BenchmarkRuleTests
{
    [Theory]
    [InlineData("bench.Sorting.QuickSort.mean < 2ms", "Sorting.QuickSort.time.mean", 2_000_000)]
    [InlineData("bench.Sorting.QuickSort.time<150ns", "Sorting.QuickSort.time.mean", 150)]
    [InlineData("bench.Sorting.QuickSort.median <= 1.5us", "Sorting.QuickSort.time.p50", 1500)]
    [InlineData("bench.Sorting.QuickSort.time.p95 < 1.5µs", "Sorting.QuickSort.time.p95", 1500)]
    [InlineData("bench.Shop.Pricing.Sorting.QuickSort.max < 1s", "Shop.Pricing.Sorting.QuickSort.time.max", 1_000_000_000)]
    [InlineData("bench.Sorting.QuickSort(N: 1000, Order: \"a < b. (c\").mean < 2ms", "Sorting.QuickSort(N:1000,Order:\"a < b. (c\").time.mean", 2_000_000)]
    [InlineData("bench.Text.Split(by: ')', at: 1.5).allocated < 1kB", "Text.Split(by:')',at:1.5).allocated", 1000)]
    [InlineData("bench.Lists<Int32, String>.Add.mean<2ms", "Lists<Int32,String>.Add.time.mean", 2_000_000)]
    [InlineData("bench.Outer+Inner.Run[.NET 10.0].gen0 < 0.1", "Outer+Inner.Run[.NET10.0].gen0", 0.1)]
    [InlineData("bench.Clock.time.mean < 1us", "Clock.time.time.mean", 1000)]
    public void A_benchmark_is_named_by_type_method_and_parameters(string expression, string metric, double limit)
    {
        Assert.True(BudgetParser.TryParse(expression, BudgetSubjects.OfBenchmarks, out BudgetRule? rule, out BudgetProblem? problem), problem?.Message);
        Assert.Equal((metric, limit, MetricKind.Benchmark, expression), (rule.Metric.ToString(), rule.Limit, rule.Kind, rule.Expression));
    }

    [Theory]
    [InlineData("bench.Sorting.QuickSort.mean regression < 5%")]
    [InlineData("bench.Sorting.QuickSort.time regression <= 5%")]
    [InlineData("bench.Sorting.QuickSort.allocated regression < 5%")]
    public void A_regression_is_read(string expression)
    {
        Assert.True(BudgetParser.TryParse(expression, BudgetSubjects.OfBenchmarks, out BudgetRule? rule, out _));
        Assert.Equal((true, 0.05), (rule.IsRegression, rule.Limit));
    }

    [Theory]
    [InlineData("", 1, "does not name a metric")]
    [InlineData("Sorting.QuickSort.mean < 2ms", 1, "begins with 'bench.'")]
    [InlineData("bench.QuickSort.mean < 2ms", 7, "does not name a type, a method and a metric")]
    [InlineData("bench.Sorting.QuickSort.meen < 2ms", 25, "did you mean 'mean'")]
    [InlineData("bench.Sorting.QuickSort. < 2ms", 25, "the metric is missing")]
    [InlineData("bench.Sorting.QuickSort.p99 < 2ms", 25, "no metric 'p99'")]
    [InlineData("bench.Sorting.QuickSort(N: 1.mean < 2ms", 7, "does not name a type, a method and a metric")]
    [InlineData("bench.Sorting.QuickSort.mean", 29, "there is no operator")]
    [InlineData("bench.Sorting.QuickSort.mean < 2", 32, "a bare number has no unit")]
    [InlineData("bench.Sorting.QuickSort.mean < 2m", 32, "is not a limit for 'time'")]
    [InlineData("bench.Sorting.QuickSort.mean < 2ms from 1s to 2s", 36, "a benchmark has no load to measure a window of")]
    [InlineData("bench.Sorting.QuickSort.mean trend stable", 30, "a benchmark has no history")]
    [InlineData("bench.Sorting.QuickSort.p95 regression < 5%", 25, "compares all iterations of a benchmark, not their 'p95'")]
    [InlineData("bench.Sorting.QuickSort.mean regression > 5%", 41, "a regression needs an upper limit")]
    public void A_mistake_is_reported_with_its_column(string expression, int column, string message)
    {
        Assert.False(BudgetParser.TryParse(expression, BudgetSubjects.OfBenchmarks, out _, out BudgetProblem? problem));
        Assert.Equal(column, problem.Column);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_may_have_the_name_that_benchmarks_begin_with()
    {
        Assert.True(BudgetParser.TryParse("bench.latency.p95 < 1s", new BudgetSubjects(["bench"], []), out BudgetRule? rule, out _));
        Assert.Equal(MetricKind.Load, rule.Kind);
    }
}
