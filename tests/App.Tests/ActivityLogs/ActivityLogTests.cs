using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.ActivityLogs;

public sealed class ActivityLogTests(AzuriteFixture azurite, ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly Caller Anna = new("anna", Role.Start, CallerProof.Webhook);

    [Fact]
    public async Task What_is_done_over_http_is_kept_with_who_did_it_and_so_is_what_was_refused()
    {
        string run = (await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget)).Json.GetProperty("runId").GetString()!;
        await fixture.SendAsync("PUT", "/api/plans/shop", Samples.LoadPlan);
        await fixture.SendAsync("DELETE", "/api/plans/shop");
        await fixture.SendAsync("DELETE", "/api/plans/shop");
        await fixture.SendAsync("POST", "/api/runs", Samples.LoadPlan.Replace("10/s", "90000/s", StringComparison.Ordinal));
        await fixture.SendAsync("POST", "/api/halt", """{ "reason": "drill" }""");
        await fixture.SendAsync("DELETE", "/api/halt");

        JsonElement page = (await fixture.SendAsync("GET", "/api/activity-log")).Json;
        JsonElement[] entries = [.. page.GetProperty("entries").EnumerateArray()];
        Assert.Equal(["resume", "halt", "start", "deletePlan", "storePlan", "start"], entries.Select(e => e.GetProperty("what").GetString()));
        Assert.All(entries, e => Assert.Equal("local", e.GetProperty("who").GetProperty("name").GetString()));
        Assert.Equal("drill", entries[1].GetProperty("reason").GetString());
        Assert.Contains("Perf:Quotas:Rate", entries[2].GetProperty("refused").GetString(), StringComparison.Ordinal);
        Assert.Equal(run, entries[5].GetProperty("run").GetString());
        Assert.False(page.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("count=1001", "count")]
    [InlineData("after=x", "after")]
    public async Task A_question_that_cannot_be_answered_says_which_field_is_wrong(string query, string field) =>
        Assert.Equal(field, Assert.Single((await fixture.SendAsync("GET", $"/api/activity-log?{query}")).Errors()).GetProperty("field").GetString());

    [Fact]
    public async Task Pages_and_ranges_miss_nothing_and_tell_nothing_twice()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        ActivityLog log = bench.Get<ActivityLog>();
        for (int minute = 0; minute < 5; minute++)
        {
            await log.AddAsync(Entry(minute), default);
        }

        var first = await log.ListAsync(null, null, null, 2, default);
        var second = await log.ListAsync(null, null, first[^1].Key, 10, default);
        Assert.Equal([4, 3, 2, 1, 0], first.Concat(second).Select(e => MinuteOf(e.Entry)));
        Assert.Equal([3, 2, 1], (await log.ListAsync(Samples.Now.AddMinutes(1), Samples.Now.AddMinutes(3), null, 10, default)).Select(e => MinuteOf(e.Entry)));
        await log.PurgeAsync(Samples.Now.AddMinutes(3), default);
        Assert.Equal([4, 3], (await log.ListAsync(null, null, null, 10, default)).Select(e => MinuteOf(e.Entry)));
    }

    [Fact]
    public async Task A_refusal_of_a_run_of_a_webhook_names_its_sender_once_however_often_it_is_planned()
    {
        var time = new FakeTimeProvider(Samples.Now);
        await using Bench bench = await Bench.StartAsync(azurite, time, "Perf:Quotas:LoadSeconds=1");
        RunRecord run = Samples.Run(Samples.Now) with { By = Anna, Trigger = RunTrigger.Command };
        await bench.Runs.AddAsync(run, default);
        await bench.Blobs.SavePlanAsync(run.RunId, Samples.LoadPlan, default);
        await bench.PlanAsync(run.RunId);
        await bench.PlanAsync(run.RunId);
        ActivityEntry entry = Assert.Single(await bench.Get<ActivityLog>().ListAsync(null, null, null, 10, default)).Entry;
        Assert.Equal((Anna, ActivityKind.Start, run.RunId, "https://shop.example"), (entry.Who, entry.What, entry.Run, entry.Target));
        Assert.Equal("line 5: load.browse: the load is longer than this service allows (got '2s'); allowed: at most 1s (Perf:Quotas:LoadSeconds)", entry.Refused);
    }

    private static ActivityEntry Entry(int minute) => new() { At = Samples.Now.AddMinutes(minute), What = ActivityKind.Cancel, Who = Anna };

    private static int MinuteOf(ActivityEntry entry) => (int)(entry.At - Samples.Now).TotalMinutes;
}
