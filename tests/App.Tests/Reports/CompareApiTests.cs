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
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Reports;

public sealed class CompareApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly double[] Usual = [1000, 1010, 990, 1020, 1005];

    [Fact]
    public async Task Two_runs_are_compared_number_by_number_with_the_change_and_its_interval()
    {
        RunRecord before = await EndedAsync("a1", Page(1));
        RunRecord now = await EndedAsync("a2", Page(1.3));
        JsonElement json = (await SendAsync($"base={before.RunId}&head={now.RunId}")).Json;
        Assert.Equal(("worse", 0.05, 0), (json.GetProperty("outcome").GetString(), json.GetProperty("margin").GetDouble(), json.GetProperty("differences").GetArrayLength()));
        Assert.Equal((before.RunId, now.RunId), (json.GetProperty("base").GetProperty("runId").GetString(), json.GetProperty("head").GetProperty("runId").GetString()));
        Assert.EndsWith($"/api/runs/{now.RunId}/report.html", json.GetProperty("head").GetProperty("report").GetString(), StringComparison.Ordinal);

        JsonElement lcp = json.GetProperty("numbers").EnumerateArray().First(n => n.GetProperty("metric").GetString() == "home.lcp");
        Assert.Equal(("worse", "1 s", "1.31 s"), (
            lcp.GetProperty("outcome").GetString(), lcp.GetProperty("comparison").GetProperty("baseText").GetString(),
            lcp.GetProperty("comparison").GetProperty("headText").GetString()));
        Assert.InRange(lcp.GetProperty("comparison").GetProperty("low").GetDouble(), 0.2, 0.3);
    }

    [Fact]
    public async Task A_margin_can_be_asked_for()
    {
        RunRecord before = await EndedAsync("b1", Page(1));
        RunRecord now = await EndedAsync("b2", Page(1.3));
        Assert.Equal("same", (await SendAsync($"base={before.RunId}&head={now.RunId}&margin=50%25")).Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task What_differs_in_how_two_runs_were_measured_is_said()
    {
        RunRecord before = await EndedAsync("c1", Page(1), cores: 4);
        RunRecord now = await EndedAsync("c2", Page(1));
        RunRecord unjudged = await EndedAsync("c3", Page(1), cores: 0);
        Assert.Equal(["the base had cores 4"], Differences((await SendAsync($"base={before.RunId}&head={now.RunId}")).Json));
        Assert.Equal(
            [$"the conditions of run {unjudged.RunId} are unknown"],
            Differences((await SendAsync($"base={unjudged.RunId}&head={now.RunId}")).Json));
    }

    [Fact]
    public async Task All_that_is_wrong_is_reported_at_once()
    {
        RunRecord running = Samples.Run(Samples.Now, "d1");
        await fixture.Service.Get<RunStore>().AddAsync(running, default);
        RunRecord empty = await EndedAsync("d2", null);
        Assert.Equal(
            ["base: is missing", "head: is a run that has not ended yet", "margin: is not a valid margin"],
            Mistakes(await SendAsync($"head={running.RunId}&margin=5")));
        Assert.Equal(
            ["base: is not a run of this service", "head: is a run that measured nothing", "margin: is not a valid margin"],
            Mistakes(await SendAsync($"base=none&head={empty.RunId}&margin=101%25")));
    }

    private Task<Answer> SendAsync(string query) => fixture.SendAsync("GET", $"/api/compare?{query}");

    private static string[] Mistakes(Answer answer) =>
        [.. answer.Errors().Select(e => $"{e.GetProperty("field").GetString()}: {e.GetProperty("message").GetString()}")];

    private static string?[] Differences(JsonElement json) => [.. json.GetProperty("differences").EnumerateArray().Select(d => d.GetString())];

    private static PageSummary Page(double factor) => PageBuilder.Build("home") with
    {
        Loads = [.. Usual.Select((lcp, i) => PageBuilder.Load(i + 1, lcp * factor))],
    };

    private async Task<RunRecord> EndedAsync(string distinct, PageSummary? page, int cores = 2)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct);
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunStore>().FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        if (page is not null)
        {
            var summary = new RunSummary { RunId = run.RunId, Pages = [page] };
            await fixture.Service.Get<RunBlobs>().SaveSummaryAsync(summary, default);
            if (cores > 0)
            {
                var conditions = RunConditions.Of(PlanParser.Parse(Samples.LoadPlan).Plan!, new(Samples.LoadPlan, PlanFiles.None), run, summary, new HostKind("", "", cores));
                await fixture.Service.Get<VerdictStore>().AddAsync(
                    run.Plan, new Verdict { RunId = run.RunId, Outcome = RunOutcome.Passed, Headline = "fine" }, conditions, default);
            }
        }

        return run;
    }
}
