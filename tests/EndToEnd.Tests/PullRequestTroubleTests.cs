using PerfFunctions.App.Triggers;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Checks of pull requests where the service is away for a while.</summary>
public sealed class PullRequestTroubleTests(ServiceFixture fixture) : PullRequestScenario(fixture)
{
    [Fact]
    public async Task AService_killed_in_mid_run_ends_in_one_verdict_and_one_completed_check()
    {
        AddPlan(Plan(Arrivals("for: 8s"), "browse.errors < 1%", Target.Address), BaseSha);
        string runId = await DeliverAsync(await PullRequestAsync("opened"));
        await Eventually.TrueAsync(() => Target.Requests > 40, "load under way", TimeSpan.FromSeconds(30));

        await Service.KillAsync();
        Assert.Equal("in_progress", Assert.Single(Github.Checks).Status);
        await Service.StartAsync();
        RunView run = await ServiceFixture.EndOfAsync(Service.Client, runId);
        StandInCheck check = await CompletedCheckAsync();

        // Part of the load was lost with the process: told, and never green.
        Assert.Equal(RunOutcome.Degraded, run.Outcome);
        Assert.Contains(run.Verdict!.Notes, note => note.Contains("not there for the first", StringComparison.Ordinal));
        Assert.Equal(("action_required", 1), (check.Conclusion, check.Completions));
        Assert.Single(Github.Checks);
        Assert.Single(await Service.Client.ListAsync(10, Test));
        Assert.Empty(Github.Violations);
    }
}
