using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Budgets of benchmarks in a file.</summary>
public class BenchmarkRulesTests
{
    [Fact]
    public void A_plan_may_have_them_beside_its_load()
    {
        BenchmarkRules read = BenchmarkRules.Parse(FullPlan.Yaml);
        Assert.Empty(read.Problems);
        Assert.Equal(["bench.Sorting.QuickSort(N: 1000).mean < 2ms", "bench.Sorting.QuickSort(N: 1000).time regression < 5%"],
            read.Rules.Select(r => r.Expression));
        Assert.Equal((BudgetLevel.Warn, "pricing"), (read.Rules[1].Level, read.Rules[1].Owner));
        Assert.Equal(read.Rules, PlanText.Valid(FullPlan.Yaml).Benchmarks);
    }

    [Fact]
    public void A_file_with_nothing_else_is_enough()
    {
        BenchmarkRules read = BenchmarkRules.Parse("""
            parameters: { limit: 2ms }
            benchmarks: [ 'bench.Sorting.QuickSort.mean < ${limit}' ]
            """);
        Assert.Equal((2_000_000.0, 2), (Assert.Single(read.Rules).Limit, read.Rules[0].Line));
    }

    [Theory]
    [InlineData("", "the file is not a map")]
    [InlineData("- a", "the file is not a map")]
    [InlineData("version: 1", "no rules for benchmarks")]
    [InlineData("benchmarks: []", "the list is empty")]
    [InlineData("benchmarks: fast", "must be a list")]
    [InlineData("benchmark: [ bench.A.B.mean < 1ms ]", "did you mean 'benchmarks'")]
    [InlineData("benchmarks: [ bench.A.B.meen < 1ms ]", "did you mean 'mean'")]
    [InlineData("benchmarks: [ { rule: bench.A.B.mean < 1ms, level: loud } ]", "loud")]
    [InlineData("benchmarks: [ bench.A.B.mean < 1ms ", "")]
    public void What_is_wrong_is_reported(string text, string message)
    {
        BenchmarkRules read = BenchmarkRules.Parse(text);
        Assert.Empty(read.Rules);
        Assert.Contains(read.Problems, p => p.ToString().Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_in_them_is_a_mistake_of_the_plan() => Assert.Contains(
        PlanParser.Parse("""
            version: 1
            name: shop
            target: https://shop.example
            load: { browse: { arrivals: { rate: 1/s, for: 10s }, flow: [ { get: / } ] } }
            benchmarks: [ bench.A.mean < 1ms ]
            """).Problems,
        p => p is { Path: "benchmarks[0]", Line: 5 });
}
