using System.Text.Json;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Documents;

public sealed class CapacityApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Plan = """
        version: 1
        name: NAME
        target: https://shop.example
        parameters: { instances: 2 }
        objectives:
          journeys:
            browsing: { of: browse, throughput: 600/s, latency: { p95: 300ms } }
          growth: { perMonth: 3%, peak: 2x }
          monthlyCost: 500
        load:
          browse:
            arrivals: { rate: 10/s, for: 2s }
            flow: [ { get: / } ]
        """;

    [Fact]
    public async Task How_many_instances_a_demand_takes_and_what_they_cost_follows_from_the_measured_steps()
    {
        await MeasuredAsync("answered");
        JsonElement answer = (await SendAsync("answered")).Json;

        Assert.Equal("browse", answer.GetProperty("measured").GetProperty("scenario").GetString());
        JsonElement asked = answer.GetProperty("asked");
        Assert.Equal((2, 3d, 2d, 600d), (
            asked.GetProperty("instances").GetInt32(), asked.GetProperty("growthPercent").GetDouble(), asked.GetProperty("peak").GetDouble(),
            asked.GetProperty("demand").GetDouble()));
        double each = answer.GetProperty("measured").GetProperty("perInstance").GetDouble();
        Assert.Equal(answer.GetProperty("measured").GetProperty("safePerSecond").GetDouble() / 2, each, 6);
        JsonElement first = answer.GetProperty("months")[0];
        Assert.Equal((int)Math.Ceiling(1_200 / each), first.GetProperty("needed").GetInt32());
        Assert.Equal(first.GetProperty("needed").GetInt32() + 1, first.GetProperty("instances").GetInt32());
        Assert.Equal(first.GetProperty("instances").GetInt32() * 0.155m * 730, first.GetProperty("cost").GetDecimal(), 0);
        Assert.Equal(12, answer.GetProperty("months").GetArrayLength());
        Assert.Equal(500, answer.GetProperty("monthlyLimit").GetInt32());
        Assert.NotEqual(0, answer.GetProperty("assumptions").GetArrayLength());
    }

    [Fact]
    public async Task What_is_asked_counts_in_place_of_the_objectives_and_the_answer_says_so()
    {
        await MeasuredAsync("asked");
        JsonElement usual = (await SendAsync("asked")).Json;
        JsonElement answer = (await SendAsync("asked?growth=10&peak=10&months=5&instances=7&size=VM%20D4s_v5&demand=600")).Json;

        Assert.Equal(5, answer.GetProperty("months").GetArrayLength());
        double peak = answer.GetProperty("months")[4].GetProperty("perSecond").GetDouble();
        Assert.Equal(600 * 10 * Math.Pow(1.1, 4), peak, 3);
        Assert.True(InstancesIn(answer, 4) > 3 * InstancesIn(usual, 4));
        string assumptions = answer.GetProperty("assumptions").ToString();
        Assert.Contains("As asked, and not as the objectives have it: demand, growth a month, peak.", assumptions, StringComparison.Ordinal);
        Assert.DoesNotContain("assumed to run on", assumptions, StringComparison.Ordinal);
        Assert.Contains("assumed to run on App Service P1v3", usual.GetProperty("assumptions").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_in_place_of_numbers()
    {
        RunRecord run = await EndedAsync("unmeasured", new ScenarioBuilder("browse").Build());
        JsonElement answer = (await SendAsync(run.Plan)).Json;

        Assert.Equal(0, answer.GetProperty("months").GetArrayLength());
        Assert.StartsWith("No run measured throughput at several loads", answer.GetProperty("missing")[0].GetString(), StringComparison.Ordinal);
        Assert.False(answer.TryGetProperty("measured", out _));
    }

    [Fact]
    public async Task All_values_out_of_range_are_reported_at_once()
    {
        JsonElement[] errors = (await SendAsync("any?growth=-100&peak=0.5&demand=NaN&instances=1.5&months=&size=huge")).Errors();
        Assert.Equal(
            ["demand", "growth", "instances", "months", "peak", "size"],
            errors.Select(e => e.GetProperty("field").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("never-run")]
    [InlineData("No%20Plan")]
    public async Task A_plan_that_does_not_exist_is_not_found(string plan) => (await SendAsync(plan)).IsProblem(404);

    private static int InstancesIn(JsonElement answer, int month) => answer.GetProperty("months")[month].GetProperty("instances").GetInt32();

    private Task<Answer> SendAsync(string path) =>
        fixture.SendAsync("GET", $"/api/plans/{(path.Contains('?', StringComparison.Ordinal) ? path.Replace("?", "/capacity?", StringComparison.Ordinal) : path + "/capacity")}");

    private Task<RunRecord> MeasuredAsync(string plan) => EndedAsync(plan, SteppedScenario.Build("browse", 1, 2, 4, 8, 16, 32));

    private async Task<RunRecord> EndedAsync(string plan, ScenarioSummary scenario)
    {
        RunRecord run = Samples.Run(Samples.Now, plan) with { Plan = plan };
        RunBlobs blobs = fixture.Service.Get<RunBlobs>();
        Verdict verdict = new() { RunId = run.RunId, Outcome = RunOutcome.Passed, Headline = "fine" };
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunStore>().FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        await blobs.SavePlanAsync(run.RunId, Plan.Replace("NAME", plan, StringComparison.Ordinal), default);
        await blobs.SaveSummaryAsync(new RunSummary { RunId = run.RunId, Scenarios = [scenario] }, default);
        await blobs.SaveVerdictAsync(verdict, default);
        await fixture.Service.Get<VerdictStore>().AddAsync(run.Plan, verdict, null, default);
        return run;
    }
}
