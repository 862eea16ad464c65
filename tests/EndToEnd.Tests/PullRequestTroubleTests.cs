using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Checks of pull requests where the service or GitHub is away for a while.</summary>
public sealed class PullRequestTroubleTests(PullRequestTroubleTests.OwnService service)
    : PullRequestScenario(service), IClassFixture<PullRequestTroubleTests.OwnService>
{
    /// <summary>What is killed here is of no use to other tests.</summary>
    public sealed class OwnService(ServiceFixture fixture) : PullRequestFixture(fixture);

    [Fact]
    public async Task AService_killed_in_mid_run_ends_in_one_verdict_and_one_completed_check()
    {
        AddPlan(Plan(Arrivals("for: 8s"), "browse.errors < 1%", Target.Address), BaseSha);
        string runId = await DeliverAsync(await PullRequestAsync("opened"));
        await Eventually.TrueAsync(() => Target.Requests > 40, "load that is running");

        await Service.KillAsync();
        Assert.Equal("in_progress", Assert.Single(Checks).Status);
        await Service.StartAsync();
        RunView run = await ServiceFixture.EndOfAsync(Service.Client, runId);
        StandInCheck check = await CompletedCheckAsync();

        // Part of the load was lost with the process: told, and never green.
        Assert.Equal(RunOutcome.Degraded, run.Outcome);
        Assert.Contains(run.Verdict!.Notes, note => note.Contains("missed the first", StringComparison.Ordinal));
        Assert.Equal(("action_required", 1), (check.Conclusion, check.Completions));
        Assert.Single(Checks);
        Assert.Single(await Service.Client.ListAsync(10, Test), listed => listed.Target == run.Target);
        Assert.Empty(Github.Violations);
    }

    [Fact]
    public async Task GitHub_failing_for_a_while_delays_the_check_and_does_not_lose_it()
    {
        AddPlan(Plan(TwentyRequests, "browse.errors < 1%", Target.Address), BaseSha);
        Github.Fail(2, 502);

        await DeliverAsync(await PullRequestAsync("opened"));
        StandInCheck check = await CompletedCheckAsync();

        Expect.Success(check);
        Assert.Equal(1, check.Completions);
        Assert.Single(Checks);
    }
}
