using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Checks of pull requests where GitHub is away for a while.</summary>
public sealed class GitHubTroubleTests(ServiceFixture fixture) : PullRequestScenario(fixture)
{
    [Fact]
    public async Task GitHub_failing_for_a_while_delays_the_check_and_does_not_lose_it()
    {
        AddPlan(Plan(TwentyRequests, "browse.errors < 1%", Target.Address), BaseSha);
        Github.Fail(2, 502);

        await DeliverAsync(await PullRequestAsync("opened"));
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal(("success", 1), (check.Conclusion, check.Completions));
        Assert.Single(Github.Checks);
    }
}
