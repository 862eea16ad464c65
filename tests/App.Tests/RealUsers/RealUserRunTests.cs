using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Tests.RealUsers;

/// <summary>Runs of plans that only look at real users, through the whole service.</summary>
public sealed class RealUserRunTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("enough", 5, 1200, RunOutcome.Passed)]
    [InlineData("slow", 5, 2600, RunOutcome.Failed)]
    [InlineData("few", 4, 1200, RunOutcome.NoData)]
    public async Task A_run_is_judged_by_the_page_views_that_there_are(string plan, int views, double lcp, RunOutcome outcome)
    {
        var recorder = fixture.Service.Get<RealUserRecorder>();
        for (int i = 0; i < views; i++)
        {
            recorder.TryAdd(plan, "home", new RealUserView("/", [new(RealUserMetric.Find("lcp")!, lcp)]));
            recorder.TryAdd(plan, "product", new RealUserView("/p/1", [new(RealUserMetric.Find("cls")!, 0.02)]));
        }

        await fixture.Service.Get<RealUserFlush>().FlushAsync(default);
        Answer started = await fixture.SendAsync("POST", "/api/runs", RealUserSample.Plan(plan));
        Assert.Equal(202, started.Status);
        string runId = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(runId);

        Verdict verdict = (await fixture.Service.Get<RunBlobs>().FindVerdictAsync(runId, default))!;
        Assert.True(outcome == verdict.Outcome, verdict.Headline);
        string report = await fixture.Service.Http.GetStringAsync($"/api/runs/{runId}/report.md");
        Assert.Contains("### Real users", report, StringComparison.Ordinal);
        Assert.Contains($"| {(views < 5 ? "no data" : lcp < 2500 ? "1.2 s" : "2.6 s")} |", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_such_a_plan_needs_no_verified_target()
    {
        Answer answer = await fixture.SendAsync("POST", "/api/runs?dryRun=true", RealUserSample.Plan("dry"));
        Assert.Equal((200, 0), (answer.Status, answer.Json.GetProperty("refusals").GetArrayLength()));
        Assert.Equal(RealUserSample.Origin, answer.Json.GetProperty("target").GetString());
    }
}
