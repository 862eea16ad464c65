using System.Text.Json;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;

namespace PerfFunctions.App.Tests.Plans;

public sealed class PlansApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_plan_is_stored_read_listed_run_and_forgotten()
    {
        const string Path = "/api/plans/nowhere";
        Assert.Equal(200, (await fixture.SendAsync("PUT", Path, Samples.PlanWithOpenTarget)).Status);
        Assert.Equal(Samples.PlanWithOpenTarget, (await fixture.SendAsync("GET", Path)).Text);
        Assert.Contains((await fixture.SendAsync("GET", "/api/plans")).Json.EnumerateArray(), p => p.GetProperty("name").GetString() == "nowhere");
        Answer started = await fixture.SendAsync("POST", "/api/runs?plan=nowhere");
        Assert.Equal(202, started.Status);
        await fixture.Service.EndAsync(started.Json.GetProperty("runId").GetString()!);
        Assert.Equal(204, (await fixture.SendAsync("DELETE", Path)).Status);
        (await fixture.SendAsync("GET", Path)).IsProblem(404);
        (await fixture.SendAsync("DELETE", Path)).IsProblem(404);
    }

    [Fact]
    public async Task The_list_says_when_a_schedule_starts_a_plan_next()
    {
        const string Schedule = "name: daily\nschedule: { cron: '0 30 2 * * *' }";
        string daily = Samples.PlanWithOpenTarget.Replace("name: nowhere", Schedule, StringComparison.Ordinal);
        Answer answer = await fixture.SendAsync("PUT", "/api/plans/daily", daily);
        DateTimeOffset stored = answer.Json.GetProperty("nextRunAt").GetDateTimeOffset();
        JsonElement[] plans = [.. (await fixture.SendAsync("GET", "/api/plans")).Json.EnumerateArray()];
        JsonElement plan = plans.Single(p => p.GetProperty("name").GetString() == "daily");
        Assert.Equal(stored, plan.GetProperty("nextRunAt").GetDateTimeOffset());
        Assert.Equal(new TimeSpan(2, 30, 0), stored.UtcDateTime.TimeOfDay);
        Assert.InRange(stored - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-10), TimeSpan.FromDays(1));
        Assert.Equal(204, (await fixture.SendAsync("DELETE", "/api/plans/daily")).Status);
    }

    [Fact]
    public async Task A_plan_under_another_name_than_its_own_is_refused_and_not_stored()
    {
        JsonElement error = Assert.Single((await fixture.SendAsync("PUT", "/api/plans/other", Samples.LoadPlan)).Errors());
        Assert.Equal(("name", "shop", "other"), (error.GetProperty("field").GetString(), error.GetProperty("value").GetString(), error.GetProperty("allowed").GetString()));
        (await fixture.SendAsync("GET", "/api/plans/other")).IsProblem(404);
    }

    [Fact]
    public async Task A_plan_with_mistakes_is_refused_with_all_of_them() =>
        Assert.Equal(3, (await fixture.SendAsync("PUT", "/api/plans/shop", "version: 2\nname: shop\npages: { home: { path: here } }\ncolour: red\n")).Errors().Length);

    [Fact]
    public async Task The_schema_of_plans_is_there_for_editors()
    {
        Answer answer = await fixture.SendAsync("GET", "/api/schema/plan.json");
        Assert.Equal((200, "application/schema+json"), (answer.Status, answer.Type));
        Assert.Equal(JsonValueKind.Object, answer.Json.GetProperty("properties").GetProperty("load").ValueKind);
    }

    [Fact]
    public async Task The_service_says_that_it_is_healthy()
    {
        Answer answer = await fixture.SendAsync("GET", "/api/health");
        Assert.Equal((200, "healthy"), (answer.Status, answer.Json.GetProperty("status").GetString()));
    }
}
