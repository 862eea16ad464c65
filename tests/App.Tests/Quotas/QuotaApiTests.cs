using System.Text.Json;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;

namespace PerfFunctions.App.Tests.Quotas;

public sealed class QuotaApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_plan_beyond_the_caps_is_refused_with_every_field_its_line_and_what_is_allowed()
    {
        JsonElement[] errors = (await fixture.SendAsync("POST", "/api/runs", """
            version: 1
            name: huge
            target: https://shop.example
            shards: 101
            load:
              browse:
                arrivals: { rate: 20000/s, for: 5h }
                flow: [ { get: / } ]
            """)).Errors(403);
        Assert.Equal([("load", 5), ("load.browse", 6), ("shards", 4)], errors.Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("line").GetInt32())));
        Assert.Equal(["20000/s", "5h", "101"], errors.Select(e => e.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task A_spike_is_held_to_the_same_caps() =>
        Assert.Equal("load", Assert.Single((await fixture.SendAsync("POST", "/api/spike", """{ "target": "https://shop.example/", "rate": "20000/s", "for": "1s" }""")).Errors(403))
            .GetProperty("path").GetString());

    [Fact]
    public async Task The_switch_stops_starts_is_seen_and_lets_them_again()
    {
        (await fixture.SendAsync("DELETE", "/api/halt")).IsProblem(409);
        Assert.Equal("reason", Assert.Single((await fixture.SendAsync("POST", "/api/halt", "{ }")).Errors()).GetProperty("field").GetString());
        Assert.False((await fixture.SendAsync("GET", "/api/halt")).Json.GetProperty("halted").GetBoolean());
        string key = Guid.NewGuid().ToString();
        Answer before = await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget, key);

        Answer stopped = await fixture.SendAsync("POST", "/api/halt", """{ "reason": "the shop is down" }""");
        try
        {
            Assert.Equal("the shop is down", stopped.Json.GetProperty("last").GetProperty("reason").GetString());
            JsonElement error = Assert.Single((await fixture.SendAsync("POST", "/api/runs", Samples.LoadPlan)).Errors(403));
            Assert.Equal("The service was halted: the shop is down", error.GetProperty("message").GetString());
            Assert.Equal(403, (await fixture.SendAsync("POST", "/api/spike", """{ "target": "https://shop.example/", "rate": "2/s", "for": "1s" }""")).Status);
            Assert.True((await fixture.SendAsync("GET", "/api/health")).Json.GetProperty("halted").GetBoolean());
            Answer again = await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget, key);
            Assert.Equal(before.Text, again.Text);
        }
        finally
        {
            Assert.Equal(200, (await fixture.SendAsync("DELETE", "/api/halt")).Status);
        }

        Assert.False((await fixture.SendAsync("GET", "/api/halt")).Json.GetProperty("halted").GetBoolean());
        Assert.False((await fixture.SendAsync("GET", "/api/health")).Json.TryGetProperty("halted", out _));
        Assert.Equal(202, (await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget)).Status);
    }

    [Fact]
    public async Task A_dry_run_starts_nothing_and_tells_what_it_would_do_cost_and_be_refused_for()
    {
        string[] before = await RunsAsync();
        JsonElement dry = (await fixture.SendAsync("POST", "/api/runs?dryRun=true", Samples.LoadAndPagePlan.Replace("10/s", "20000/s", StringComparison.Ordinal))).Json;
        Assert.Equal(("shop", 4, 20_000, 1), (dry.GetProperty("plan").GetString(), dry.GetProperty("shards").GetInt32(),
            dry.GetProperty("peakRate").GetInt32(), dry.GetProperty("pageLoads").GetInt32()));
        Assert.InRange(dry.GetProperty("cost").GetProperty("estimated").GetDecimal(), 0.001m, 1m);
        JsonElement refusal = Assert.Single(dry.GetProperty("refusals").EnumerateArray());
        Assert.Equal("20000/s", refusal.GetProperty("value").GetString());
        Assert.Equal(["browse.request.get"], dry.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("budget").GetString()));
        Assert.Equal(before, await RunsAsync());
    }

    [Fact]
    public async Task A_dry_run_tells_which_secrets_are_not_configured()
    {
        string plan = Samples.PlanWithOpenTarget.Replace("path: /", "path: /, headers: { x-key: '${secret(none)}' }", StringComparison.Ordinal);
        JsonElement dry = (await fixture.SendAsync("POST", "/api/runs?dryRun=true", plan)).Json;
        Assert.Contains(
            "a secret that is not configured: none",
            string.Join('\n', dry.GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("message").GetString())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Costs_of_a_month_are_reported_and_what_is_no_month_is_refused()
    {
        JsonElement costs = (await fixture.SendAsync("GET", "/api/costs?month=2026-01")).Json;
        Assert.Equal(("2026-01", "USD", 0m), (costs.GetProperty("month").GetString(), costs.GetProperty("currency").GetString(), costs.GetProperty("actual").GetDecimal()));
        Assert.Equal("month", Assert.Single((await fixture.SendAsync("GET", "/api/costs?month=2026-1")).Errors()).GetProperty("field").GetString());
    }

    private async Task<string[]> RunsAsync() =>
        [.. (await fixture.SendAsync("GET", "/api/runs")).Json.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!)];
}
