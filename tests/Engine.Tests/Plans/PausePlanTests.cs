using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class PausePlanTests
{
    [Theory]
    [InlineData("1s", 1000, null)]
    [InlineData("1m 30s", 90_000, null)]
    [InlineData("1s to 3s", 1000, 3000)]
    [InlineData("' 250ms  to  1s500ms '", 250, 1500)]
    [InlineData("0s to 1h", 0, 3_600_000)]
    public void A_pause_is_fixed_or_drawn_between_two_durations(string pause, int ms, int? maxMs) => Assert.Equal(
        new PauseStep(TimeSpan.FromMilliseconds(ms), maxMs is { } max ? TimeSpan.FromMilliseconds(max) : null),
        PlanText.Valid(PlanText.WithFlow($"- pause: {pause}\n- get: /")).Load[0].Flow[0]);

    [Theory]
    [InlineData("0s", "out of range")]
    [InlineData("1", "say '1s'")]
    [InlineData("1 to 3s", "say '1s'")]
    [InlineData("1s to 3", "say '3s'")]
    [InlineData("1s-3s", "not a duration")]
    [InlineData("1s to 2s to 3s", "not a duration")]
    [InlineData("1s to 2h", "out of range")]
    [InlineData("3s to 1s", "1s is not longer than 3s")]
    [InlineData("1s to 1s", "1s is not longer than 1s")]
    [InlineData("' to 1s'", "a duration is missing")]
    [InlineData("[ 1s, 3s ]", "this must be a text")]
    public void A_wrong_pause_is_one_problem_that_shows_what_is_allowed(string pause, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- pause: {pause}\n- get: /"));

        Assert.Equal("load.s.flow[0].pause", problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_pause_is_reported_with_a_range() => Assert.Contains(
        "1s to 3s", PlanText.OneProblem(PlanText.WithFlow("- pause: 1s-3s\n- get: /")).Allowed, StringComparison.Ordinal);
}
