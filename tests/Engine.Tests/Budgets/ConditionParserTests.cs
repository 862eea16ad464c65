using CsCheck;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Tests.Budgets;

public class ConditionParserTests
{
    private static readonly string[] Words =
        ["browse", "latency", "errors", ".", "p95", " ", ">", "<=", "for", "from", "to", "5", "ms", "%", "s", "é", "\t"];

    [Theory]
    [InlineData("", 1, "does not name")]
    [InlineData("brows.errors > 1% for 1s", 1, "did you mean 'browse'")]
    [InlineData("browse.requests > 5 for 1s", 8, "cannot be about 'requests'")]
    [InlineData("browse.breakpoint > 5/s for 1s", 8, "cannot be about 'breakpoint'")]
    [InlineData("browse.errors.p95 > 5% for 1s", 15, "a single number")]
    [InlineData("browse.errors regression > 5% for 1s", 15, "no operator")]
    [InlineData("browse.errors > 5 for 1s", 17, "say '5%'")]
    [InlineData("browse.errors > 5% fro 1s", 20, "did you mean 'for'")]
    [InlineData("browse.errors > for 1s", 17, "limit is missing")]
    [InlineData("browse.errors > 5% for", 23, "not a time")]
    [InlineData("browse.errors > 5% for 0s", 24, "out of range")]
    [InlineData("browse.errors > 5% for 1500ms", 24, "whole seconds")]
    [InlineData("browse.errors > 5% for 11m", 24, "out of range")]
    public void A_mistake_is_reported_with_its_column(string expression, int column, string message)
    {
        Assert.False(ConditionParser.TryParse(expression, new BudgetSubjects(["browse"], []), null, out _, out BudgetProblem? problem));
        Assert.Equal(column, problem.Column);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Allowed);
    }

    [Theory]
    [InlineData("latency.p95 > 1s for 1s", "latency.latency.p95")]
    [InlineData("latency.latency.p95 > 1s for 1s", "latency.latency.p95")]
    [InlineData("errors > 1% for 1s", "latency.errors")]
    public void A_scenario_may_even_be_called_like_a_metric(string expression, string metric)
    {
        Assert.True(ConditionParser.TryParse(expression, new BudgetSubjects(["latency"], []), "latency", out LoadCondition? condition, out _));
        Assert.Equal(metric, condition.Metric.ToString());
    }

    [Theory]
    [InlineData("latency.p96 > 1s for 1s", 9)]
    [InlineData("eror > 1% for 1s", 1)]
    public void Columns_count_from_the_text_as_written_even_where_the_scenario_is_left_out(string expression, int column)
    {
        Assert.False(ConditionParser.TryParse(expression, new BudgetSubjects(["browse"], []), "browse", out _, out BudgetProblem? problem));
        Assert.Equal(column, problem.Column);
    }

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.Select(Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[0, 12], Gen.Bool).Sample((words, isUntil) =>
            ConditionParser.TryParse(string.Concat(words), new BudgetSubjects(["browse"], []), isUntil ? "browse" : null, out LoadCondition? condition, out BudgetProblem? problem)
                ? condition is not null && problem is null
                : condition is null && problem!.Column >= 1);
}
