using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class RunsApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Five_mistakes_in_a_plan_are_five_errors_each_with_its_place_and_what_is_right()
    {
        Answer answer = await fixture.SendAsync("POST", "/api/runs", """
            version: 1
            name: Shop
            target: shop.example
            load:
              browse:
                arrivals: { rate: 50, for: 2 }
                flow: [ { gte: / } ]
            """);
        JsonElement[] errors = answer.Errors();
        Assert.Equal(5, errors.Length);
        Assert.Equal([2, 3, 6, 6, 7], errors.Select(e => e.GetProperty("line").GetInt32()).Order());
        Assert.All(errors, e => Assert.All(["path", "message", "allowed"], name => Assert.NotEmpty(e.GetProperty(name).GetString()!)));
        Assert.Contains(errors, e => e.GetProperty("path").GetString() == "load.browse.arrivals.rate" && e.GetProperty("value").GetString() == "50");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_too_large()
    {
        (await fixture.SendAsync("POST", "/api/runs", new string('#', PlanLimits.FileBytes + 1))).IsProblem(413);
        (await fixture.SendAsync("PUT", "/api/plans/shop", new string('#', PlanLimits.FileBytes + 1))).IsProblem(413);
        (await fixture.SendAsync("POST", "/api/spike", new string(' ', 5000))).IsProblem(413);
    }

    [Fact]
    public async Task A_body_without_a_length_is_read_no_further_than_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(new string('#', PlanLimits.FileBytes + 1)) };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await fixture.Service.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://user:secret@shop.example")]
    public async Task A_target_that_is_no_address_is_an_error(string target) =>
        Assert.Equal("target", Assert.Single((await fixture.SendAsync("POST", $"/api/runs?target={Uri.EscapeDataString(target)}", Samples.LoadPlan)).Errors())
            .GetProperty("path").GetString());

    [Theory]
    [InlineData("commit=main", "commit")]
    [InlineData("commit=12345", "commit")]
    [InlineData("branch=", "branch")]
    [InlineData("branch=a%0Ab", "branch")]
    public async Task A_commit_or_a_branch_that_is_none_is_an_error(string query, string path) =>
        Assert.Equal(path, Assert.Single((await fixture.SendAsync("POST", $"/api/runs?{query}", Samples.LoadPlan)).Errors()).GetProperty("path").GetString());

    [Fact]
    public async Task Without_any_target_the_request_is_reported_so_beside_the_plans_own_mistakes()
    {
        string plan = Samples.LoadPlan.Replace("target: https://shop.example", "shards: many", StringComparison.Ordinal);

        Assert.Equal(["shards"], (await fixture.SendAsync("POST", "/api/runs", plan)).Errors().Select(e => e.GetProperty("path").GetString()));
        Assert.Equal(
            ["shards", "target"],
            (await fixture.SendAsync("POST", "/api/runs?target=nowhere", plan)).Errors().Select(e => e.GetProperty("path").GetString()));
        Assert.Equal(
            ["target"],
            (await fixture.SendAsync("POST", "/api/runs", plan.Replace("shards: many", "shards: 1", StringComparison.Ordinal))).Errors()
                .Select(e => e.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Runs_of_one_plan_are_listed_alone_and_a_plan_that_no_run_was_of_has_none()
    {
        RunRecord[] runs = [.. Enumerable.Range(0, 3).Select(i => Samples.Run(Samples.Now.AddHours(i), "listed") with { Plan = i == 1 ? "other" : "listed" })];
        await Task.WhenAll(runs.Select(run => fixture.Service.Get<RunStore>().AddAsync(run, default)));
        JsonElement first = (await fixture.SendAsync("GET", "/api/runs?plan=listed&count=1")).Json;
        JsonElement rest = (await fixture.SendAsync("GET", $"/api/runs?plan=listed&count=5&after={first.GetProperty("next").GetString()}")).Json;

        Assert.Equal([runs[2].RunId, runs[0].RunId], new[] { first, rest }.SelectMany(IdsOf));
        Assert.False(rest.TryGetProperty("next", out _));
        Assert.Empty(IdsOf((await fixture.SendAsync("GET", "/api/runs?plan=nothing")).Json));
        Assert.Equal(
            ["count", "plan"], (await fixture.SendAsync("GET", "/api/runs?plan=No+name&count=0")).Errors().Select(e => e.GetProperty("field").GetString()));

        static IEnumerable<string?> IdsOf(JsonElement page) => page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task A_run_whose_orchestration_was_ended_from_outside_is_no_longer_running()
    {
        Answer started = await fixture.SendAsync("POST", "/api/runs?target=http://127.0.0.1:9", Samples.LoadPlan);
        string id = started.Json.GetProperty("runId").GetString()!;

        await fixture.Service.Durable.TerminateInstanceAsync(id);
        await fixture.Service.EndAsync(id);

        RunView run = JsonSerializer.Deserialize<RunView>((await fixture.SendAsync("GET", $"/api/runs/{id}")).Text, PerfJson.Options)!;
        Assert.Equal(Engine.Budgets.RunOutcome.InternalError, run.Outcome);
        Assert.Contains("Terminated", run.Headline, StringComparison.Ordinal);
        Assert.NotNull(run.Verdict);
    }

    [Theory]
    [InlineData("GET", "/api/runs/20260304050607089-none")]
    [InlineData("GET", "/api/runs/whatever")]
    [InlineData("GET", "/api/runs/20260304050607089-a1%0A")]
    [InlineData("DELETE", "/api/runs/20260304050607089-none")]
    [InlineData("GET", "/api/runs/20260304050607089-none/report.html")]
    [InlineData("POST", "/api/runs?plan=none")]
    [InlineData("POST", "/api/runs?plan=..%2Fruns")]
    public async Task What_is_not_there_is_not_found(string method, string path) =>
        (await fixture.SendAsync(method, path, method == "POST" ? Samples.LoadPlan : null)).IsProblem(404);

    [Theory]
    [InlineData("count=0&after=x", "count", "after")]
    [InlineData("count=201", "count")]
    [InlineData("count=many", "count")]
    [InlineData("count=", "count")]
    [InlineData("after=", "after")]
    public async Task Every_bad_parameter_of_a_list_is_reported(string query, params string[] fields) =>
        Assert.Equal(fields, (await fixture.SendAsync("GET", $"/api/runs?{query}")).Errors().Select(e => e.GetProperty("field").GetString()));

    [Fact]
    public async Task Before_its_end_a_run_has_no_report_and_after_it_cannot_be_cancelled()
    {
        RunStore runs = fixture.Service.Get<RunStore>();
        RunRecord open = Samples.Run(Samples.Now);
        await runs.AddAsync(open, default);
        (await fixture.SendAsync("GET", $"/api/runs/{open.RunId}/report.md")).IsProblem(409);
        Assert.Equal(202, (await fixture.SendAsync("DELETE", $"/api/runs/{open.RunId}")).Status);
        Assert.True((await runs.GetAsync(open.RunId, default)).CancelRequested);
        Assert.Equal("plan", (await fixture.SendAsync("GET", $"/api/runs/{open.RunId}")).Json.GetProperty("stage").GetString());
        await runs.FinishAsync(open.RunId, Engine.Budgets.RunOutcome.Cancelled, "stopped", Samples.Now, default);
        (await fixture.SendAsync("DELETE", $"/api/runs/{open.RunId}")).IsProblem(409);
    }

    [Fact]
    public async Task A_run_is_followed_from_its_start_to_its_verdict_and_its_reports()
    {
        Answer started = await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget);
        Assert.Equal(202, started.Status);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);
        RunView run = JsonSerializer.Deserialize<RunView>((await fixture.SendAsync("GET", $"/api/runs/{id}")).Text, PerfJson.Options)!;
        Assert.Equal((Engine.Budgets.RunOutcome.NoData, "done", "nowhere"), (run.Outcome!.Value, run.Stage, run.Plan));
        Assert.NotNull(run.Verdict);
        foreach (string link in new[] { run.Links.Html, run.Links.Markdown, run.Links.Json, run.Links.Junit })
        {
            using HttpResponseMessage report = await fixture.Service.Http.GetAsync(new Uri(link).PathAndQuery);
            Assert.Equal(200, (int)report.StatusCode);
        }
    }

    [Fact]
    public async Task A_request_that_comes_twice_at_once_and_again_starts_one_run()
    {
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget, "same/key")));
        Answer late = await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget, "same/key");
        Answer other = await fixture.SendAsync("POST", "/api/runs", Samples.PlanWithOpenTarget, "other/key");
        Assert.All(answers, a => Assert.Equal(202, a.Status));
        string id = Assert.Single(answers.Append(late).Select(a => a.Json.GetProperty("runId").GetString()!).Distinct());
        Assert.NotEqual(id, other.Json.GetProperty("runId").GetString());
        Assert.Equal(Engine.Budgets.RunOutcome.NoData, (await fixture.Service.EndAsync(id)).ReadOutputAs<Engine.Budgets.RunOutcome>());
    }

    [Fact]
    public async Task Pages_of_the_list_lead_to_one_another_until_the_last()
    {
        RunStore runs = fixture.Service.Get<RunStore>();
        string[] ids = [.. Enumerable.Range(1, 5).Select(day => Samples.Run(Samples.Now.AddYears(-1).AddDays(day)).RunId)];
        await Task.WhenAll(Enumerable.Range(1, 5).Select(day => runs.AddAsync(Samples.Run(Samples.Now.AddYears(-1).AddDays(day)), default)));
        List<string> listed = [];
        for (string? query = "count=2"; query is not null;)
        {
            Answer page = await fixture.SendAsync("GET", $"/api/runs?{query}");
            listed.AddRange(page.Json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("runId").GetString()!));
            query = page.Json.TryGetProperty("next", out JsonElement next) ? $"count=2&after={next.GetString()}" : null;
        }

        Assert.Equal(ids.Reverse(), listed.Where(ids.Contains));
        Assert.Equal(listed.Distinct(), listed);
    }
}
