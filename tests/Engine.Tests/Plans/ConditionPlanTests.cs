using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class ConditionPlanTests
{
    private const string Model = "arrivals: { rate: 1/s, for: 2m }";

    [Fact]
    public void A_scenario_in_which_nearly_all_fails_ends_the_run_unless_the_plan_says_off()
    {
        LoadCondition builtIn = new(
            "s.errors > 90% for 60s", new MetricReference("s", "errors", ""), BudgetOperator.Above, 0.9, TimeSpan.FromMinutes(1), Line: 0);
        Assert.Equal([builtIn], Read("").Abort);
        Assert.Equal(["s.latency.p99 > 5s for 10s", "s.errors > 90% for 60s"], Read("abort: [ 's.latency.p99 > 5s for 10s' ]").Abort.Select(a => a.Expression));
        Assert.Empty(Read("abort: off").Abort);
    }

    [Fact]
    public void The_built_in_condition_reads_as_what_it_says()
    {
        Assert.True(ConditionParser.TryParse("s.errors > 90% for 60s", new BudgetSubjects(["s"], []), null, out LoadCondition? read, out _));
        Assert.Equal(ConditionParser.BuiltIn("s"), read);
    }

    [Fact]
    public void Until_is_about_its_own_scenario_named_or_not()
    {
        LoadCondition unnamed = Until("latency.p95 > 500ms for 10s")!;
        Assert.Equal(new MetricReference("s", "latency", "p95"), unnamed.Metric);
        Assert.Equal((500.0, TimeSpan.FromSeconds(10), 6), (unnamed.Limit, unnamed.Window, unnamed.Line));
        Assert.Equal("s", Until("s.errors > 1% for 1m30s")!.Metric.Subject);
    }

    [Theory]
    [InlineData("abort: on", "abort", "this is neither a list of conditions nor off")]
    [InlineData("abort: []", "abort", "the list is empty")]
    [InlineData("abort: [ 'errors > 1% for 1s' ]", "abort[0]", "column 1: there is no scenario or page 'errors'")]
    [InlineData("abort: [ 's.errors > 1%' ]", "abort[0]", "column 14: the condition has no duration")]
    [InlineData("abort: [ 's.errors > 1% for 10' ]", "abort[0]", "column 19: a bare number has no unit; say '10s'")]
    public void A_wrong_abort_is_one_problem(string abort, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithModel(Model) + "\n" + abort);
        Assert.Equal(path, problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Users_drop_nothing_so_no_run_can_end_at_it() => Assert.Contains(
        "never becomes true",
        PlanText.OneProblem(PlanText.WithModel("users: { count: 1, for: 1m }") + "\nabort: [ 's.dropped > 1% for 10s' ]").Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(" from 10s to 60s", 10, 60)]
    [InlineData(" from 0s to 2m", 0, 120)]
    [InlineData("   from   1m 30s   to   2m  ", 90, 120)]
    public void A_budget_may_look_at_a_part_of_the_load(string window, int from, int to)
    {
        BudgetRule rule = Read($"budgets: [ 's.latency.p95 < 300ms{window}' ]").Budgets[0];
        Assert.Equal(new TimeWindow(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to)), rule.Window);
        Assert.Equal(300, rule.Limit);
    }

    [Theory]
    [InlineData("s.errors < 1% from 10s", 23, "the window has no end")]
    [InlineData("s.errors < 1% from 10s to", 26, "a time is missing")]
    [InlineData("s.errors < 1% from 10 to 20s", 20, "a bare number has no unit; say '10s'")]
    [InlineData("s.errors < 1% from 10s to soon", 27, "'soon' is not a time")]
    [InlineData("s.errors < 1% from 10s to 20500ms", 27, "the time is not in whole seconds")]
    [InlineData("s.errors < 1% from 20s to 10s", 27, "the window ends before it starts")]
    [InlineData("s.errors < 1% from 10s to 121s", 27, "the window ends after the load")]
    [InlineData("s.errors < 1% from 4s to 20s", 20, "the window starts where nothing is measured")]
    [InlineData("s.errors < 1% form 10s to 20s", 15, "'form 10s to 20s' after the limit is not expected; did you mean 'from'?")]
    [InlineData("s.errors regression < 1% from 10s to 20s", 26, "a regression covers the whole load")]
    [InlineData("home.lcp < 1s from 10s to 20s", 15, "a page has no load to measure a window of")]
    [InlineData("s.breakpoint > 5/s", 3, "'s' has no breakpoint, because it has no 'until'")]
    public void A_wrong_window_is_reported_with_its_column(string rule, int column, string message)
    {
        PlanProblem problem = PlanText.OneProblem(
            PlanText.WithModel(Model) + $"\nwarmup: 5s\npages: {{ home: {{ path: / }} }}\nbudgets: [ '{rule}' ]");
        Assert.Equal($"column {column}: {message}", problem.Message);
    }

    [Fact]
    public void A_window_must_fall_into_the_time_of_its_scenario() => Assert.Contains(
        "a part of 1m to 3m, when 's' is measured",
        PlanText.OneProblem(PlanText.WithModel("start: 1m\n" + Model) + "\nbudgets: [ 's.errors < 1% from 10s to 90s' ]").Allowed,
        StringComparison.Ordinal);

    [Fact]
    public void A_scenario_with_until_has_a_breakpoint()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithModel($"{Model}\nuntil: errors > 1% for 10s") + "\nbudgets: [ s.breakpoint > 200/s ]");
        Assert.Equal((new MetricReference("s", "breakpoint", ""), 200.0), (plan.Budgets[0].Metric, plan.Budgets[0].Limit));
    }

    private static PerfPlan Read(string lines) => PlanText.Valid(PlanText.WithModel(Model) + "\n" + lines);

    private static LoadCondition? Until(string condition) => PlanText.Valid(PlanText.WithModel($"{Model}\nuntil: {condition}")).Load[0].Until;
}
