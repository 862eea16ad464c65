using System.Text.Json;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Functions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Tests.Expressions;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Functions;

public class FakeFunctionsTests
{
    [Fact]
    public void Every_kind_that_is_named_can_be_made_up_and_no_other()
    {
        string[] named = FakeFunctions.Kinds.Split(", ");
        Assert.Equal(FakeData.Kinds.Order(), named.Order());
        Assert.All(named, kind => Assert.NotEqual("", FakeData.Of(kind, "de", 1)!.Value.Text.Trim()));
    }

    [Fact]
    public void The_same_seed_makes_up_the_same_and_another_one_something_else()
    {
        Assert.Equal(FakeData.Of("person", "en", 7), FakeData.Of("person", "en", 7));
        Assert.Equal(20, Enumerable.Range(0, 20).Select(seed => FakeData.Of("person", "en", seed)!.Value.Text).Distinct().Count());
        Assert.NotEqual(FakeData.Of("name", "en", 7), FakeData.Of("name", "ja", 7));
    }

    [Fact]
    public void The_parts_of_a_person_belong_together()
    {
        using var person = JsonDocument.Parse(FakeData.Of("person", "de", 3)!.Value.Text);
        string Of(string part) => person.RootElement.GetProperty(part).GetString()!;
        Assert.Equal($"{Of("firstName")} {Of("lastName")}", Of("name"));
        Assert.Contains("@example.", Of("email"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_mail_goes_to_a_mailbox_that_may_exist() => Assert.All(
        Enumerable.Range(0, 200), seed => Assert.Matches(@"@example\.(com|net|org)$", FakeData.Of("email", "en", seed)!.Value.Text));

    [Theory]
    [InlineData("fake('nam')")]
    [InlineData("fake('name', 'xx')")]
    [InlineData("fake()")]
    public void What_cannot_be_made_up_is_a_mistake_that_names_what_can(string call)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- get: \"/${{{call}}}\""));
        Assert.Contains($"'{call}' has the wrong arguments", problem.Message, StringComparison.Ordinal);
        Assert.Contains("person, name, firstName", problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_draws_from_the_randomness_of_the_iteration()
    {
        Assert.True(ExpressionParser.TryParse("fake('city', 'fr')", out Expression? expression, out _));
        Assert.Equal(expression.Evaluate(new SampleValues()), expression.Evaluate(new SampleValues()));
        Assert.False(expression.IsConstant);
    }
}
