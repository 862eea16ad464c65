using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.Expressions;

public class ExpressionTests
{
    private static readonly SampleValues Sample = new()
    {
        ["n"] = "5",
        ["t"] = "Salt and pepper",
        ["no"] = "false",
        ["ids"] = """["a", 7, null]""",
        ["order"] = """{"id": 12, "items": [{"price": 1.5}, {"price": 2}], "odd name": true}""",
    };

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 % 4 - 10 / 4", "0.5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("n*-2", "-10")]
    [InlineData("2 - -3", "5")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("ids[0]", "a")]
    [InlineData("ids[-2] + 1", "8")]
    [InlineData("ids[9]", "null")]
    [InlineData("order.id", "12")]
    [InlineData("order.items[1].price", "2")]
    [InlineData("order['odd name']", "true")]
    [InlineData("order.none.deeper", "null")]
    [InlineData("accounts.email", "accounts/email")]
    [InlineData("'it''s'", "", true)]
    [InlineData("'it\\'s ${n}'", "it's 5")]
    [InlineData("\"^a\\.b$\"", "^a\\.b$")]
    public void An_expression_has_a_value(string text, string expected, bool isBroken = false)
    {
        bool isRight = ExpressionParser.TryParse(text, out Expression? expression, out _);
        Assert.Equal(!isBroken, isRight);
        if (isRight)
        {
            Assert.Equal(expected, expression!.Evaluate(Sample).Text);
        }
    }

    [Theory]
    [InlineData("n == 5.0 and t != 'salt'", true)]
    [InlineData("n > 1 and n < 30", true)]
    [InlineData("${n} > 1 and ${n} < 5", false)]
    [InlineData("n < 1 or n == 5", true)]
    [InlineData("true or false and false", true)]
    [InlineData("(true or false) and false", false)]
    [InlineData("not n == 4", true)]
    [InlineData("not not n", true)]
    [InlineData("no", false)]
    [InlineData("nothing == null", true)]
    [InlineData("order.id != null", true)]
    [InlineData("'null' == null", false)]
    [InlineData("t < 5", false)]
    [InlineData("t contains 'pepper'", true)]
    [InlineData("ids contains 7", true)]
    [InlineData("ids contains 'b'", false)]
    [InlineData("t matches '^Salt.*r$'", true)]
    [InlineData("length(ids) == 3", true)]
    [InlineData("false and 'a' * 2 > 1", false)]
    public void A_condition_is_true_or_false(string text, bool expected)
    {
        Assert.True(ExpressionParser.TryParse(text, out Expression? expression, out _));
        Assert.Equal(expected, expression.Evaluate(Sample).IsTrue);
    }

    [Theory]
    [InlineData("", 1, "something is missing at the end")]
    [InlineData("n >", 4, "something is missing at the end")]
    [InlineData("> 0", 1, "'>' is not expected here")]
    [InlineData("n = 0", 3, "'=' is not an operator")]
    [InlineData("n == 1 && n == 2", 8, "'&&' is not an operator")]
    [InlineData("n == 1 || n == 2", 8, "'||' is not an operator")]
    [InlineData("!n", 1, "'!' is not an operator")]
    [InlineData("1 < n < 30", 7, "a comparison has two sides")]
    [InlineData("n <= 'many'", 6, "'many' is not a number, and <, <=, > and >= compare numbers only")]
    [InlineData("'few' >= n", 1, "'few' is not a number, and <, <=, > and >= compare numbers only")]
    [InlineData("t matches n", 11, "a regular expression is the same for all iterations")]
    [InlineData("t matches '('", 11, null)]
    [InlineData("n == salt and pepper more", 22, "'more' is not expected here")]
    [InlineData("(n == 1", 8, "')' is missing at the end")]
    [InlineData("n == 'a", 6, "the quote is not closed")]
    [InlineData("uuid(", 6, "something is missing at the end")]
    [InlineData("random(9, 1) > 2", 1, "'random(9, 1)' has the wrong arguments")]
    public void A_mistake_has_its_column(string text, int column, string? message)
    {
        Assert.False(ExpressionParser.TryParse(text, out _, out ExpressionProblem? problem));
        Assert.Equal((column, message ?? problem.Message), (problem.Column, problem.Message));
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void What_is_nested_too_deeply_or_too_long_is_refused()
    {
        Assert.False(ExpressionParser.TryParse(new string('(', 10_000) + "1" + new string(')', 10_000), out _, out ExpressionProblem? deep));
        Assert.Equal("the expression is nested too deeply", deep.Message);
        Assert.False(ExpressionParser.TryParse(string.Join('+', Enumerable.Repeat("1", 10_000)), out _, out ExpressionProblem? length));
        Assert.Equal("the expression is too long", length.Message);
    }

    [Theory]
    [InlineData("t * 2", "'t * 2' has no value: '*' needs two numbers")]
    [InlineData("1 / 0", "'1 / 0' has no value: it is not finite")]
    [InlineData("round(t)", "'round(t)' has no value: round is called as round(number) or round(number, 2)")]
    public void What_has_no_value_says_why_without_the_values(string text, string message)
    {
        Assert.True(ExpressionParser.TryParse(text, out Expression? expression, out _));
        Assert.Equal(message, Assert.Throws<EvaluationException>(() => expression.Evaluate(Sample)).Message);
    }
}
