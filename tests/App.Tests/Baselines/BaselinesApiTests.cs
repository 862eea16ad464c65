using System.Text.Json;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Tests.Baselines;

public sealed class BaselinesApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_run_is_accepted_listed_with_its_conditions_and_withdrawn()
    {
        RunRecord run = await EndedAsync("a1", new RunSummary { RunId = "" });
        Assert.Equal(204, (await fixture.SendAsync("PUT", $"/api/runs/{run.RunId}/baseline")).Status);

        JsonElement row = Assert.Single((await fixture.SendAsync("GET", "/api/plans/shop/baselines")).Json.EnumerateArray().ToArray());
        Assert.Equal((run.RunId, true), (row.GetProperty("runId").GetString(), row.GetProperty("byHand").GetBoolean()));
        Assert.Equal("shop", row.GetProperty("conditions").GetProperty("plan").GetString());

        RunRecord newer = await EndedAsync("a2", new RunSummary { RunId = "" }, minute: 1);
        Assert.Equal(204, (await fixture.SendAsync("PUT", $"/api/runs/{newer.RunId}/baseline")).Status);
        Assert.Equal(
            [(newer.RunId, true), (run.RunId, false)],
            (await fixture.SendAsync("GET", "/api/plans/shop/baselines")).Json.EnumerateArray()
                .Select(r => (r.GetProperty("runId").GetString(), r.GetProperty("isUsed").GetBoolean())));

        Assert.Equal(204, (await fixture.SendAsync("DELETE", $"/api/runs/{newer.RunId}/baseline")).Status);
        Assert.Equal(204, (await fixture.SendAsync("DELETE", $"/api/runs/{run.RunId}/baseline")).Status);
        (await fixture.SendAsync("DELETE", $"/api/runs/{run.RunId}/baseline")).IsProblem(404);
    }

    [Fact]
    public async Task A_run_that_says_too_little_is_refused()
    {
        (await fixture.SendAsync("PUT", "/api/runs/20260304050607089-none/baseline")).IsProblem(404);
        (await fixture.SendAsync("PUT", $"/api/runs/{(await EndedAsync("b1", null)).RunId}/baseline")).IsProblem(409);
        (await fixture.SendAsync("PUT", $"/api/runs/{(await EndedAsync("b2", new RunSummary { RunId = "", Degraded = true })).RunId}/baseline")).IsProblem(409);
        RunRecord running = Samples.Run(Samples.Now, "b3");
        await fixture.Service.Get<RunStore>().AddAsync(running, default);
        (await fixture.SendAsync("PUT", $"/api/runs/{running.RunId}/baseline")).IsProblem(409);
    }

    private async Task<RunRecord> EndedAsync(string distinct, RunSummary? summary, int minute = 0)
    {
        RunRecord run = Samples.Run(Samples.Now.AddMinutes(minute), distinct);
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunStore>().FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        if (summary is not null)
        {
            await fixture.Service.Get<RunBlobs>().SaveSummaryAsync(summary with { RunId = run.RunId }, default);
            var conditions = RunConditions.Of(PlanParser.Parse(Samples.LoadPlan).Plan!, new(Samples.LoadPlan, PlanFiles.None), Samples.Run(Samples.Now), summary, new HostKind("", "", 2));
            await fixture.Service.Get<VerdictStore>().AddAsync(
                "shop", new Verdict { RunId = run.RunId, Outcome = RunOutcome.Passed, Headline = "fine" }, conditions, default);
        }

        return run;
    }
}
