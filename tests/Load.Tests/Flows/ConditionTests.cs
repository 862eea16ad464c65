using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Tests.Flows;

/// <summary>When the condition of an <c>if</c> is true.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("${n} <= 5", true)]
    [InlineData("${n} <= 4.9", false)]
    [InlineData("${n} >= 5.0", true)]
    [InlineData("${n} >= 5.1", false)]
    [InlineData("${n} < 5", false)]
    [InlineData("${n} > 5", false)]
    [InlineData("${n} == 5.0", true)]
    [InlineData("${n} != 5.0", false)]
    [InlineData("${t} <= 5", false)]
    [InlineData("${t} >= 5", false)]
    [InlineData("t matches \"^Salt\"", true)]
    [InlineData("t matches \"^salt\"", false)]
    [InlineData("t matches \"(?i)^salt and [a-z]{6}$\"", true)]
    [InlineData("n matches \"^[0-9]$\"", true)]
    [InlineData("t contains \"and\"", true)]
    [InlineData("t contains \"or\"", false)]
    [InlineData("n > 1 and n < 30", true)]
    [InlineData("n > 5 or not (n == 4)", true)]
    [InlineData("n * 2 == 10 and t != \"${n}\"", true)]
    public void A_condition_compares_numbers_as_numbers_and_searches_texts(string condition, bool expected)
    {
        ParsedFlow flow = new($"- if: '{condition}'\n  then: [ {{ get: / }} ]", "{ n: 5, t: Salt and pepper }");

        Assert.Equal(expected, Assert.IsType<IfNode>(flow.Nodes[0]).Condition.Evaluate(flow.Begin(0)).IsTrue);
    }
}
