using CsCheck;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Budgets;

public class BudgetParserTests
{
    private static readonly string[] Words =
        ["browse", "home", ".", "latency", "lcp", "bytes", "mark", "step", "pay", "p95", " ", "<", ">=", "regression", "5", "ms", "%", "/s", "é", "\t", "-"];

    [Theory]
    [InlineData("browse.latency.p95 < 300ms", "browse.latency.p95", BudgetOperator.Below, 300)]
    [InlineData("browse.latency<=1.5s", "browse.latency.p95", BudgetOperator.AtMost, 1500)]
    [InlineData("browse.latency.p99.9 < 1s 500ms", "browse.latency.p99.9", BudgetOperator.Below, 1500)]
    [InlineData("  browse.errors   <   0.5 %  ", "browse.errors", BudgetOperator.Below, 0.005)]
    [InlineData("browse.throughput >= 3000/m", "browse.throughput", BudgetOperator.AtLeast, 50)]
    [InlineData("browse.requests > 1000", "browse.requests", BudgetOperator.Above, 1000)]
    [InlineData("home.lcp.median < 2.5s", "home.lcp.p50", BudgetOperator.Below, 2500)]
    [InlineData("home.cls < 0.1", "home.cls.p50", BudgetOperator.Below, 0.1)]
    [InlineData("home.bytes.script.max < 170kB", "home.bytes.script.max", BudgetOperator.Below, 170_000)]
    [InlineData("home.bytes.max < 1MiB", "home.bytes.max", BudgetOperator.Below, 1_048_576)]
    [InlineData("home.requests < 50", "home.requests.p50", BudgetOperator.Below, 50)]
    [InlineData("home.lcp.load-delay.p75 < 1s", "home.lcp.load-delay.p75", BudgetOperator.Below, 1000)]
    [InlineData("home.warm.hits > 80%", "home.warm.hits.p50", BudgetOperator.Above, 0.8)]
    [InlineData("home.mark.hero-shown < 1.2s", "home.mark.hero-shown.p50", BudgetOperator.Below, 1200)]
    [InlineData("home.mark.app.ready.median < 1s", "home.mark.app.ready.p50", BudgetOperator.Below, 1000)]
    [InlineData("home.measure.hydration.max < 1s", "home.measure.hydration.max", BudgetOperator.Below, 1000)]
    [InlineData("home.step.pay.inp.p75 < 200ms", "home.step.pay.inp.p75", BudgetOperator.Below, 200)]
    [InlineData("home.step.pay.bytes < 20kB", "home.step.pay.bytes.p50", BudgetOperator.Below, 20_000)]
    public void A_budget_is_read(string expression, string metric, BudgetOperator op, double limit)
    {
        BudgetRule rule = Numbers.Rule(expression);
        Assert.Equal((metric, op, limit, false), (rule.Metric.ToString(), rule.Operator, rule.Limit, rule.IsRegression));
        Assert.Equal(metric.StartsWith("home", StringComparison.Ordinal) ? MetricKind.Page : MetricKind.Load, rule.Kind);
        Assert.Equal(expression.Trim(), rule.Expression);
    }

    [Fact]
    public void A_regression_is_read()
    {
        BudgetRule rule = Numbers.Rule("browse.latency.p95 regression < 10%");
        Assert.Equal((true, 0.1, "browse.latency.p95"), (rule.IsRegression, rule.Limit, rule.Metric.ToString()));
    }

    [Theory]
    [InlineData("home.lcp trend stable", "home.lcp.p50")]
    [InlineData(" browse.latency.p99  trend\tstable ", "browse.latency.p99")]
    public void A_trend_is_read(string expression, string metric)
    {
        BudgetRule rule = Numbers.Rule(expression);
        Assert.Equal((true, false, BudgetOperator.AtMost, 0.05), (rule.IsTrend, rule.IsRegression, rule.Operator, rule.Limit));
        Assert.Equal((metric, expression.Trim()), (rule.Metric.ToString(), rule.Expression));
    }

    [Theory]
    [InlineData("", 1, "does not name")]
    [InlineData("< 5ms", 1, "does not name")]
    [InlineData("brows.latency < 5ms", 1, "did you mean 'browse'")]
    [InlineData("browse < 5ms", 7, "metric is missing")]
    [InlineData("browse. < 5ms", 8, "metric is missing")]
    [InlineData("browse.latancy < 5ms", 8, "did you mean 'latency'")]
    [InlineData("browse.lcp < 5ms", 8, "a scenario has no metric 'lcp'")]
    [InlineData("home.latency < 5ms", 6, "a page has no metric 'latency'")]
    [InlineData("browse.latency.p97 < 5ms", 16, "did you mean 'p90'")]
    [InlineData("home.lcp.p99 < 5ms", 10, "has no 'p99'")]
    [InlineData("home.bytes.scripts < 5kB", 12, "did you mean 'script'")]
    [InlineData("browse.errors.p95 < 5%", 15, "a single number")]
    [InlineData("home.mark < 5ms", 11, "the name is missing")]
    [InlineData("home.mark.hero.p97 < 5ms", 16, "'hero' has no 'p97'")]
    [InlineData("home.mark.hero < 5", 18, "say '5ms'")]
    [InlineData("home.step < 5ms", 11, "the step is missing")]
    [InlineData("home.step.pai.inp < 5ms", 11, "'home' has no step 'pai'; did you mean 'pay'")]
    [InlineData("home.step.pay < 5ms", 14, "the metric of the step is missing")]
    [InlineData("home.step.pay.tme < 5ms", 15, "did you mean 'time'")]
    [InlineData("home.step.pay.time.p97 < 5ms", 20, "did you mean 'p90'")]
    [InlineData("browse.mark.hero < 5ms", 8, "a scenario has no metric 'mark'")]
    [InlineData("browse.latency", 15, "no operator")]
    [InlineData("browse.latency 300ms", 16, "not expected")]
    [InlineData("browse.latency regresion < 5%", 16, "did you mean 'regression'")]
    [InlineData("browse.latency = 5ms", 16, "not an operator")]
    [InlineData("browse.latency << 5ms", 16, "not an operator")]
    [InlineData("browse.latency <", 17, "limit is missing")]
    [InlineData("browse.latency < 300", 18, "say '300ms'")]
    [InlineData("browse.latency < 5kB", 18, "not a limit for 'latency'")]
    [InlineData("browse.latency < fast", 18, "not a limit")]
    [InlineData("browse.latency < -5ms", 18, "not a limit")]
    [InlineData("browse.latency < 5ms or so", 22, "'or so' after the limit")]
    [InlineData("browse.errors < 0.5", 17, "say '0.5%'")]
    [InlineData("browse.errors < 101%", 17, "too high")]
    [InlineData("browse.throughput > 45", 21, "say '45/s'")]
    [InlineData("home.bytes < 170", 14, "say '170kB'")]
    [InlineData("home.cls < 0.1s", 12, "not a limit")]
    [InlineData("browse.latency regression > 5%", 27, "an upper limit")]
    [InlineData("home.lcp.p95 regression < 5%", 10, "compares all loads of a page, not their 'p95'")]
    [InlineData("home.step.pay.inp.max regression < 5%", 19, "compares all loads of a page, not their 'max'")]
    [InlineData("home.lcp trand stable", 10, "did you mean 'trend'")]
    [InlineData("home.lcp trend", 15, "'trend' has no value")]
    [InlineData("home.lcp trend < 5%", 16, "'trend' has no value")]
    [InlineData("home.lcp trend stabel", 16, "a trend cannot be 'stabel'; did you mean 'stable'")]
    [InlineData("home.lcp trend stable < 5%", 23, "'< 5%' after 'stable' is not expected")]
    [InlineData("home.lcp trend stable from 1s to 2s", 23, "after 'stable' is not expected")]
    [InlineData("browse.latency regression < 5ms", 29, "not a limit for 'regression'")]
    public void A_mistake_is_reported_with_its_column(string expression, int column, string message)
    {
        Assert.False(BudgetParser.TryParse(expression, Numbers.Subjects, out _, out BudgetProblem? problem));
        Assert.Equal(column, problem.Column);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.Int[0, Words.Length - 1].Select(i => Words[i])
            .Array[0, 12].Sample(words => BudgetParser.TryParse(string.Concat(words), Numbers.Subjects, out BudgetRule? rule, out BudgetProblem? problem)
                ? rule is not null && problem is null
                : rule is null && problem!.Column >= 1);
}
