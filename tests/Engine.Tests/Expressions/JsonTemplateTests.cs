using PerfFunctions.Engine.Expressions;

namespace PerfFunctions.Engine.Tests.Expressions;

public class JsonTemplateTests
{
    private static readonly SampleValues Sample = new() { ["n"] = "5", ["q"] = "a\"\\\n", ["list"] = "[1, true]" };

    [Theory]
    [InlineData("""{"a":"${q}"}""", """{"a":"a\"\\\n"}""")]
    [InlineData("""{"a":"<${q}>"}""", """{"a":"<a\u0022\\\n>"}""")]
    [InlineData("""["${list}", "${list[0] + 1}", "${n}", "${number(n)}", "n=${n}"]""", """[[1, true], 2, "5", 5, "n=5"]""")]
    [InlineData("""{"${n}":"${'quoted \"text\"'}"}""", """{"5":"quoted \"text\""}""")]
    [InlineData("""{"a":"5 $", "b":"$${n}"}""", """{"a":"5 $", "b":"${n}"}""")]
    [InlineData("""{"ä":"${n}ü"}""", """{"ä":"5ü"}""")]
    public void Values_keep_their_type_unless_they_are_part_of_a_text(string json, string rendered) =>
        Assert.Equal(rendered, JsonTemplate.Parse(json).Render(Sample));

    [Fact]
    public void A_mistake_has_its_column_within_its_text()
    {
        Assert.False(JsonTemplate.TryParse("""{"a": 1, "b": "x ${1 +}"}""", out _, out ExpressionProblem? problem));
        Assert.Equal((8, "'}' is not expected here"), (problem.Column, problem.Message));
    }
}
