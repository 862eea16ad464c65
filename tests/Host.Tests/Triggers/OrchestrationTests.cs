using System.Text.Json;

namespace PerfFunctions.Host.Tests.Triggers;

public sealed class OrchestrationTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Activities_fan_out_and_in()
    {
        JsonElement end = await app.Host.RunAsync("FanOut", 50);
        Assert.Equal(Enumerable.Range(1, 50).Sum(n => n * n), end.GetProperty("output").GetInt32());
    }

    [Fact]
    public async Task A_durable_timer_waits()
    {
        // It may fire up to a second early.
        JsonElement end = await app.Host.RunAsync("Wait", 2_000);
        Assert.InRange(end.GetProperty("output").GetDouble(), 900, 200_000);
    }

    [Fact]
    public async Task An_event_goes_to_the_orchestration_that_waits_for_it_and_its_custom_status_is_seen()
    {
        string id = await app.Host.ScheduleAsync("Event");
        await app.Host.UntilAsync(id, "the custom status", seen => Step(seen) == "waiting");
        await app.Host.SteerAsync(id, "go", "now");
        JsonElement end = await app.Host.EndAsync(id);
        Assert.Equal(("now", "done"), (end.GetProperty("output").GetString(), Step(end)));
    }

    [Theory]
    [InlineData(false, "child")]
    [InlineData(true, "caught Child: child gave up")]
    public async Task A_sub_orchestration_gives_its_result_or_its_failure_to_its_parent(bool fail, string expected)
    {
        JsonElement end = await app.Host.RunAsync("Parent", fail);
        Assert.Equal(expected, end.GetProperty("output").GetString());
    }

    [Fact]
    public async Task An_orchestration_that_continues_as_new_keeps_an_early_event()
    {
        string id = await app.Host.ScheduleAsync("Generations", 1);
        await app.Host.SteerAsync(id, "kept", "still here");
        JsonElement end = await app.Host.EndAsync(id);
        Assert.Equal(("still here", 10), (end.GetProperty("output").GetString(), end.GetProperty("custom").GetInt32()));
    }

    [Fact]
    public async Task An_activity_that_fails_is_repeated_and_its_failure_keeps_its_message()
    {
        JsonElement end = await app.Host.RunAsync("Retry", 1000);
        Assert.Equal("Failed", end.GetProperty("status").GetString());
        Assert.Contains("Task 'FailTimes' (#6) failed with an unhandled exception: not yet, FailTimes", end.GetProperty("output").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, app.Journal.Count("try"));
    }

    [Fact]
    public async Task An_orchestration_is_terminated_with_an_output()
    {
        string id = await app.Host.ScheduleAsync("Event");
        await app.Host.UntilAsync(id, "its start", seen => Step(seen) == "waiting");
        await app.Host.SteerAsync(id, "terminate", "enough");
        JsonElement end = await app.Host.EndAsync(id);
        Assert.Equal(("Terminated", "enough"), (end.GetProperty("status").GetString(), end.GetProperty("output").GetString()));
    }

    [Fact]
    public async Task What_comes_while_an_orchestration_is_suspended_is_worked_in_after_it_resumes()
    {
        string id = await app.Host.ScheduleAsync("Event");
        await app.Host.UntilAsync(id, "its start", seen => Step(seen) == "waiting");
        await app.Host.SteerAsync(id, "suspend");
        await app.Host.UntilAsync(id, "the suspension", seen => seen.GetProperty("status").GetString() == "Suspended");
        await app.Host.SteerAsync(id, "go", "later");
        await app.Host.SteerAsync(id, "resume");
        Assert.Equal("later", (await app.Host.EndAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task A_purged_orchestration_is_gone()
    {
        string id = await app.Host.ScheduleAsync("FanOut", 2);
        await app.Host.EndAsync(id);
        using HttpResponseMessage purged = await app.Host.Http.DeleteAsync($"api/instances/{id}");
        Assert.Equal("1", await purged.Content.ReadAsStringAsync());
        Assert.Equal(404, (int)(await app.Host.Http.GetAsync($"api/instances/{id}")).StatusCode);
    }

    [Fact]
    public async Task Payloads_larger_than_a_message_go_through()
    {
        string text = new('x', 2_000_000);
        Assert.Equal(text, (await app.Host.RunAsync("Large", text)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Json_goes_through_as_it_is()
    {
        const string Written = """{"At":"2026-01-02T03:04:05.6789012+02:00","Fraction":0.1,"Text":"2026-01-02T03:04:05Z"}""";
        JsonElement end = await app.Host.RunAsync("Shape", JsonDocument.Parse(Written).RootElement);
        Assert.Equal(Written, end.GetProperty("output").GetRawText());
    }

    private static string? Step(JsonElement seen) =>
        seen.GetProperty("custom") is { ValueKind: JsonValueKind.Object } custom ? custom.GetProperty("step").GetString() : null;
}
