using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class StatusPlanTests
{
    private static readonly int[] Samples = [100, 199, 200, 204, 299, 301, 304, 400, 404, 500, 599];

    [Theory]
    [InlineData("204", 204)]
    [InlineData("'204'", 204)]
    [InlineData("2xx", 200, 204, 299)]
    [InlineData("2XX", 200, 204, 299)]
    [InlineData("[ 200, 3xx ]", 200, 301, 304)]
    [InlineData("204-301", 204, 299, 301)]
    [InlineData("4xx-5xx", 400, 404, 500, 599)]
    [InlineData("'!5xx'", 100, 199, 200, 204, 299, 301, 304, 400, 404)]
    [InlineData("[ '!1xx-3xx', '!5xx' ]", 400, 404)]
    [InlineData("[ 2xx, 3xx, '!304' ]", 200, 204, 299, 301)]
    [InlineData("[ '!200-204', 2xx ]", 299)]
    public void Statuses_are_codes_classes_and_ranges(string status, params int[] allowed)
    {
        HttpStep step = StepWith($"expect: {{ status: {status} }}, check: {{ ok: {{ status: {status} }} }}");

        Assert.Equal(allowed, Samples.Where(step.Expect.Allows));
        Assert.Equal(allowed, Samples.Where(step.Checks["ok"].Expect.Allows));
    }

    [Theory]
    [InlineData("99", "out of range")]
    [InlineData("-200", "out of range")]
    [InlineData("600", "out of range")]
    [InlineData("6xx", "not a status")]
    [InlineData("0xx", "not a status")]
    [InlineData("2x", "not a status")]
    [InlineData("20x", "not a status")]
    [InlineData("2.5", "not a status")]
    [InlineData("'<400'", "not a status")]
    [InlineData("200 - 204", "not a status")]
    [InlineData("204-200", "not a status")]
    [InlineData("200-204-205", "not a status")]
    [InlineData("'!!200'", "not a status")]
    [InlineData("'!'", "not a status")]
    [InlineData("ok", "not a status")]
    [InlineData("''", "not a status")]
    [InlineData("true", "not a status")]
    [InlineData("{ a: 1 }", "must be a text")]
    [InlineData("[]", "list is empty")]
    [InlineData("[ 200, '!2xx' ]", "no status meets this")]
    public void A_wrong_status_is_one_problem(string status, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- {{ get: /, expect: {{ status: {status} }} }}"));

        Assert.Equal("load.s.flow[0].expect.status", problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exclusion_without_quotes_is_reported_that_it_needs_them() => Assert.Contains(
        "in quotes where it begins with '!'",
        PlanText.OneProblem(PlanText.WithFlow("- { get: /, expect: { status: !5xx } }")).Allowed,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("200", "200")]
    [InlineData("2XX", "2xx")]
    [InlineData("200-299", "2xx")]
    [InlineData("200-204", "200-204")]
    [InlineData("'!5xx'", "5xx")]
    public void Statuses_are_written_as_briefly_as_they_can_be(string status, string written) =>
        Assert.Equal(written, Assert.Single(StepWith($"expect: {{ status: {status} }}").Expect.Status).ToString());

    private static HttpStep StepWith(string keys) =>
        Assert.IsType<HttpStep>(PlanText.Valid(PlanText.WithFlow($"- {{ get: /, {keys} }}")).Load[0].Flow[0]);
}
