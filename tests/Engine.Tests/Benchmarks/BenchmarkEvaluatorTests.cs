using System.Text;
using PerfFunctions.Engine.Benchmarks;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;
using static PerfFunctions.TestKit.Builders.BenchmarkJson;

namespace PerfFunctions.Engine.Tests.Benchmarks;

/// <summary>From results of BenchmarkDotNet to a verdict.</summary>
public class BenchmarkEvaluatorTests
{
    private const string Sort = "Sorting.QuickSort(N: 1000)";

    [Theory]
    [InlineData("bench.Sorting.QuickSort(N: 1000).mean < 2us", RuleStatus.Pass)]
    [InlineData("bench.Shop.Sorting.QuickSort(N:1000).time.p95 < 2us", RuleStatus.Pass)]
    [InlineData("bench.Sorting.QuickSort(N: 1000).max < 900ns", RuleStatus.Fail)]
    [InlineData("bench.Sorting.QuickSort(N: 1000).allocated <= 24B", RuleStatus.Pass)]
    [InlineData("bench.Sorting.QuickSort(N: 1000).gen0 < 0.1", RuleStatus.Fail)]
    [InlineData("bench.Sorting.QuickSort(N: 10).mean < 2us", RuleStatus.NoData)]
    [InlineData("bench.Sorting.MergeSort.mean < 2us", RuleStatus.NoData)]
    [InlineData("bench.Hashing.Sha256.allocated < 1kB", RuleStatus.NoData)]
    public void A_budget_is_evaluated_with_what_was_measured(string rule, RuleStatus status)
    {
        Verdict verdict = Evaluate(new BenchmarkJson().With(Sort, Around(1000), 24).With("Hashing.Sha256", Around(50)), null, rule);
        Assert.Equal(status, Assert.Single(verdict.Rules).Status);
        Assert.Equal(status switch { RuleStatus.Pass => RunOutcome.Passed, RuleStatus.Fail => RunOutcome.Failed, _ => RunOutcome.NoData }, verdict.Outcome);
    }

    [Fact]
    public void A_number_is_shown_in_the_unit_that_fits_it()
    {
        RuleResult row = Assert.Single(Evaluate(new BenchmarkJson().With(Sort, [1500, 1500]), null, $"bench.{Sort}.mean < 1us").Rules);
        Assert.Equal(("1.5 µs", "1 µs", "1.5 µs is over budget by 50 % (limit 1 µs)"), (row.Actual, row.Expected, row.Reason));
    }

    [Fact]
    public void A_headline_names_a_benchmark_of_a_generic_type_in_full() => Assert.Equal(
        "1 of 1 budget failed: bench.Lists<Int32>.Add.mean 20 ns (limit 10 ns)",
        Evaluate(new BenchmarkJson().With("Lists<Int32>.Add", [20, 20]), null, "bench.Lists<Int32>.Add.mean < 10ns").Headline);

    [Theory]
    [InlineData(1400, RuleStatus.Fail)]
    [InlineData(1080, RuleStatus.Inconclusive)]
    [InlineData(1010, RuleStatus.Pass)]
    [InlineData(700, RuleStatus.Pass)]
    public void A_regression_is_tested_on_the_iterations(double now, RuleStatus status)
    {
        RuleResult row = Assert.Single(Evaluate(
            new BenchmarkJson().With(Sort, Around(now)), new BenchmarkJson().With(Sort, Around(1000)), $"bench.{Sort}.time regression < 5%").Rules);
        Assert.True(row.Status == status, row.Reason);
        Assert.Equal((20, 20), (row.Comparison!.SampleBase, row.Comparison.SampleHead));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_the_values_of_iterations_a_regression_is_not_decided(bool isBaselineBrief)
    {
        BenchmarkJson brief = new() { IsFull = false, HasOriginalValues = false };
        BenchmarkJson full = new();
        Verdict verdict = Evaluate(
            (isBaselineBrief ? full : brief).With(Sort, Around(1000)), (isBaselineBrief ? brief : full).With(Sort, Around(1000)),
            $"bench.{Sort}.mean regression < 5%");
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Contains("does not state the times of its iterations", Assert.Single(verdict.Rules).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Apple M2", null, "processor 'Apple M2' in the baseline, 'AMD EPYC 7763' in the results")]
    [InlineData(null, ".NET 9.0.0", "runtime '.NET 9.0.0' in the baseline, '.NET 10.0.0 (10.0.0, 10.0.25.52411)' in the results")]
    public void Results_of_another_host_are_compared_only_on_demand(string? processor, string? runtime, string difference)
    {
        BenchmarkJson usual = new();
        BenchmarkJson baseline = new BenchmarkJson { Processor = processor ?? usual.Processor, Runtime = runtime ?? usual.Runtime }.With(Sort, Around(1000));
        BenchmarkEvaluation evaluation = new() { Results = Set(usual.With(Sort, Around(1400))), Baseline = [Set(baseline)] };
        Verdict verdict = BenchmarkEvaluator.Evaluate(evaluation);
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Contains(difference, Assert.Single(verdict.Rules).Reason, StringComparison.Ordinal);
        Assert.Contains(verdict.Notes, note => note.Contains(difference, StringComparison.Ordinal) && note.Contains("not decided", StringComparison.Ordinal));

        Verdict forced = BenchmarkEvaluator.Evaluate(evaluation with { IgnoreHost = true });
        Assert.Equal(RunOutcome.Failed, forced.Outcome);
        Assert.Contains(forced.Notes, note => note.Contains("compared nevertheless", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_budgets_every_benchmark_of_the_baseline_is_compared_at_five_percent()
    {
        Verdict verdict = Evaluate(
            new BenchmarkJson().With(Sort, Around(1000), 24).With("Hashing.Sha256", Around(80)).With("Hashing.New", Around(5)),
            new BenchmarkJson().With(Sort, Around(1000), 24).With("Hashing.Sha256", Around(50)).With("Hashing.Old", Around(5)));
        Assert.Equal(
            [
                ("bench.Sorting.QuickSort(N: 1000).time regression < 5%", RuleStatus.Pass),
                ("bench.Sorting.QuickSort(N: 1000).allocated regression < 5%", RuleStatus.Pass),
                ("bench.Hashing.Sha256.time regression < 5%", RuleStatus.Fail),
            ],
            verdict.Rules.Select(r => (r.Rule, r.Status)));
        Assert.Equal(RunOutcome.Failed, verdict.Outcome);
        Assert.Equal(["Hashing.New is not in the baseline.", "Hashing.Old is only in the baseline."], verdict.Notes);
    }

    [Fact]
    public void Results_that_share_nothing_with_the_baseline_are_not_green()
    {
        Verdict verdict = Evaluate(new BenchmarkJson().With("A.B", Around(1)), new BenchmarkJson().With("C.D", Around(1)));
        Assert.Equal((RunOutcome.NoData, "No benchmark of the results is in the baseline, so nothing was evaluated"), (verdict.Outcome, verdict.Headline));
    }

    [Theory]
    [InlineData(0, 0, RuleStatus.Pass)]
    [InlineData(0, 24, RuleStatus.Fail)]
    [InlineData(100, 104, RuleStatus.Pass)]
    [InlineData(100, 106, RuleStatus.Fail)]
    [InlineData(100, 50, RuleStatus.Pass)]
    public void Memory_is_compared_exactly(double before, double now, RuleStatus status)
    {
        RuleResult row = Assert.Single(Evaluate(
            new BenchmarkJson().With(Sort, Around(1), now), new BenchmarkJson().With(Sort, Around(1), before), $"bench.{Sort}.allocated regression < 5%").Rules);
        Assert.True(row.Status == status, row.Reason);
    }

    [Fact]
    public void A_benchmark_that_failed_is_never_green_even_if_no_budget_names_it()
    {
        Verdict verdict = Evaluate(new BenchmarkJson().With(Sort, Around(1000)).With("Sorting.Bubble", []), null, $"bench.{Sort}.mean < 2us");
        Assert.Equal(RunOutcome.Degraded, verdict.Outcome);
        Assert.Equal("Sorting.Bubble failed, so that it has no statistics.", verdict.Notes[0]);
        Assert.Equal("the benchmark failed: it has no statistics", Assert.Single(Evaluate(
            new BenchmarkJson().With("Sorting.Bubble", []), null, "bench.Sorting.Bubble.mean < 2us").Rules).Reason);
    }

    [Fact]
    public void A_debug_build_is_noted_and_is_not_compared_with_a_release()
    {
        Verdict verdict = Evaluate(
            new BenchmarkJson { Configuration = "DEBUG" }.With(Sort, Around(1000)), new BenchmarkJson().With(Sort, Around(1000)));
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Contains("debug build", verdict.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_means_several_benchmarks_has_no_data_and_lists_them()
    {
        BenchmarkJson results = new BenchmarkJson().With("A.B", Around(1), job: "Short").With("A.B", Around(2), job: "Long");
        Assert.Equal("2 benchmarks have this name: A.B[Short], A.B[Long]", Assert.Single(Evaluate(results, null, "bench.A.B.mean < 1s").Rules).Reason);
        Assert.Equal(RunOutcome.Passed, Evaluate(results, null, "bench.A.B[Short].mean < 1.5ns", "bench.A.B[Long].mean > 1.5ns").Outcome);
    }

    private static Verdict Evaluate(BenchmarkJson results, BenchmarkJson? baseline, params string[] rules) => BenchmarkEvaluator.Evaluate(new()
    {
        Results = Set(results),
        Baseline = baseline is null ? [] : [Set(baseline)],
        Rules = [.. rules.Select(Rule)],
    });

    private static BudgetRule Rule(string expression) =>
        BudgetParser.TryParse(expression, BudgetSubjects.OfBenchmarks, out BudgetRule? rule, out BudgetProblem? problem)
            ? rule
            : throw new ArgumentException($"{expression}: {problem.Message}");

    private static BenchmarkSet Set(BenchmarkJson file) => new(BenchmarkFile.Read("r.json", Encoding.UTF8.GetBytes(file.ToString())));
}
