using PerfFunctions.Engine.Expressions;

namespace PerfFunctions.Engine.Tests.Expressions;

public class TextTemplateTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("${a}", "1")]
    [InlineData("/x?${a}=${b}&c=${a}", "/x?1=2&c=1")]
    [InlineData("5$ and $5 $", "5$ and $5 $")]
    [InlineData("$${a} ${a}", "${a} 1")]
    [InlineData("${a}$${b}", "1${b}")]
    [InlineData("${a}}", "1}")]
    [InlineData("${ a + b }", "3")]
    [InlineData("${'}' }", "}")]
    [InlineData("${'<${a}-${b}>'}", "<1-2>")]
    public void Expressions_are_filled_in(string text, string rendered) =>
        Assert.Equal(rendered, TextTemplate.Parse(text).Render(new SampleValues { ["a"] = "1", ["b"] = "2" }));

    [Fact]
    public void The_expressions_are_named_once_each_in_order() =>
        Assert.Equal(["b", "a"], TextTemplate.Parse("${b}${a}${b}$${c}").Slots.Select(s => s.Text));

    [Theory]
    [InlineData("/p/${v}?q=${v}", "/p/a%2Fb%3Fc?q=a%2Fb%3Fc")]
    [InlineData("/p/${raw(v)}", "/p/a/b?c")]
    [InlineData("http://${v}/${v}", "http://a/b?c/a%2Fb%3Fc")]
    public void A_value_changes_no_address_unless_it_begins_it(string text, string rendered) =>
        Assert.Equal(rendered, TextTemplate.Parse(text).RenderAddress(new SampleValues { ["v"] = "a/b?c" }));

    [Theory]
    [InlineData("${", 3, "something is missing at the end")]
    [InlineData("${}", 3, "'}' is not expected here")]
    [InlineData("${a", 4, "'}' is missing at the end")]
    [InlineData("x ${a b}", 7, "'b' is not expected here")]
    [InlineData("${1a}", 3, "'1a' is not a number")]
    [InlineData("${a.}", 5, "'}' is not expected here")]
    [InlineData("${f(}", 5, "'}' is not expected here")]
    [InlineData("${uid()}", 3, "there is no function 'uid'; did you mean 'uuid'?")]
    [InlineData("${'a}", 3, "the quote is not closed")]
    [InlineData("${é}", 3, "'é' is not expected here")]
    public void A_broken_expression_is_refused_with_its_column(string text, int column, string message)
    {
        Assert.False(TextTemplate.TryParse(text, out _, out ExpressionProblem? problem));
        Assert.Equal((column, message), (problem.Column, problem.Message));
    }
}
