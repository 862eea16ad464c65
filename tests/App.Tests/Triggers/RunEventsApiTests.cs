using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>A run as its watchers see it.</summary>
public sealed class RunEventsApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_watcher_of_a_run_that_has_ended_gets_its_state_plan_seconds_pages_and_end()
    {
        RunRecord run = await EndedAsync("whole");
        Event[] events = await ReadAsync(run.RunId);

        Assert.Equal(["run", "plan", "page", "series", "current", "end"], events.Select(e => e.Name));
        Assert.Contains("\"outcome\":\"passed\"", events[0].Data, StringComparison.Ordinal);
        Assert.Contains("\"budgets\":[\"home.lcp.p50 \\u003C 1s\",\"browse.latency.p95 \\u003C 300ms\"", events[1].Data, StringComparison.Ordinal);
        Assert.Contains("\"stages\":[{\"fromSecond\":0,\"toSecond\":2,\"from\":10,\"to\":10}]", events[1].Data, StringComparison.Ordinal);
        Assert.Contains("\"lcpMs\":1200", events[2].Data, StringComparison.Ordinal);
        Assert.Contains("\"rule\":\"home.lcp.p50 \\u003C 1s\",\"status\":\"fail\"", events[2].Data, StringComparison.Ordinal);
        Assert.StartsWith(
            "{\"from\":0,\"to\":2,\"step\":1,\"seconds\":[0,1],\"scenarios\":[{\"name\":\"browse\",\"started\":[10,10],", events[3].Data,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_load_came_to_comes_after_the_end_and_before_all_that_follows()
    {
        RunRecord run = await EndedAsync("results");
        var summary = new RunSummary { RunId = run.RunId, Scenarios = [new ScenarioBuilder("browse").Build().WithSeries()] };
        await fixture.Service.Get<RunBlobs>().SaveResultsAsync(run.RunId, RunResultViews.Of(summary), default);
        Event[] events = await ReadAsync(run.RunId);

        Assert.Equal(["results", "current", "end"], events.Select(e => e.Name).TakeLast(3));
        Assert.StartsWith(
            "{\"scenarios\":[{\"name\":\"browse\",\"requests\":[{\"name\":\"GET /products\",\"sent\":", events[^3].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watcher_that_connects_again_gets_only_the_seconds_that_it_has_not_had()
    {
        RunRecord run = await EndedAsync("again");
        Event series = (await ReadAsync(run.RunId)).First(e => e.Name == "series");
        await fixture.Service.Get<LiveLog>().AppendAsync(run.RunId, [new LiveSecond(2, [])], default);
        Event[] rest = await ReadAsync(run.RunId, lastId: series.Id);

        Assert.Contains("\"second\":2", Assert.Single(rest, e => e.Name == "second").Data, StringComparison.Ordinal);
        Assert.Equal("run", rest[0].Name);
    }

    [Fact]
    public async Task A_page_comes_with_the_pictures_that_are_stored_and_their_times()
    {
        RunRecord run = await EndedAsync("filmed");
        Event page = Assert.Single(await ReadAsync(run.RunId), e => e.Name == "page");

        Assert.Contains(
            $"\"filmstrip\":[{{\"atMs\":120,\"picture\":\"/api/runs/{run.RunId}/pages/home/frame-00.jpg\"}}]", page.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budgets_so_far_come_until_the_verdict_and_errors_and_shards_afterwards_too()
    {
        RunRecord open = await PlannedAsync("open");
        await fixture.Service.Get<RunBlobs>().SaveProgressAsync(open.RunId, Progress(), default);
        Event[] live = await ReadAsync(open.RunId, query: "?once=true");
        RunRecord over = await EndedAsync("over");
        await fixture.Service.Get<RunBlobs>().SaveProgressAsync(over.RunId, Progress(), default);
        Event[] ended = await ReadAsync(over.RunId);

        Assert.Equal(["run", "plan", "budgets", "errors", "shards", "current"], live.Select(e => e.Name));
        Assert.Contains("{\"second\":7,\"rules\":[{\"rule\":\"browse.errors \\u003C 5%\",\"status\":\"fail\"", live[2].Data, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"\\u003Cb\\u003E\",\"count\":3,\"share\":0.5", live[3].Data, StringComparison.Ordinal);
        Assert.Contains("\"count\":1000,\"withProblems\":1,\"shards\":[{\"shard\":4,\"state\":\"lost\"", live[4].Data, StringComparison.Ordinal);
        Assert.Equal(["run", "plan", "page", "series", "errors", "shards", "current", "end"], ended.Select(e => e.Name));
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_not_found() => (await fixture.SendAsync("GET", "/api/runs/none/events")).IsProblem(404);

    [Fact]
    public async Task An_id_that_no_event_had_is_refused()
    {
        RunRecord run = await EndedAsync("bad");
        using var request = Request(run.RunId, "-5");
        Assert.Equal("Last-Event-ID", Assert.Single((await fixture.SendAsync(request)).Errors()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task What_is_no_boolean_is_refused()
    {
        RunRecord run = await EndedAsync("often");
        Assert.Equal("once", Assert.Single((await fixture.SendAsync("GET", $"/api/runs/{run.RunId}/events?once=often")).Errors()).GetProperty("field").GetString());
    }

    private static RunProgress Progress() => new(
        new LiveBudgets(7, [new RuleResult
        {
            Rule = "browse.errors < 5%", Status = RuleStatus.Fail, Level = BudgetLevel.Fail, Expected = "5 %", Actual = "50 %",
            Operator = "<", Limit = 0.05, Reason = "over",
        }]),
        new LiveErrors([new ScenarioErrors("browse", [new RequestError("/", "<b>", 3, 0.5)], 0, 0)]),
        new LiveShards(7, 1000, 1, [new LiveShard(4, LiveShardState.Lost) { Problem = "gone" }]));

    private static HttpRequestMessage Request(string runId, string? lastId, string query = "")
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"/api/runs/{runId}/events{query}");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        return request;
    }

    private async Task<Event[]> ReadAsync(string runId, string? lastId = null, string query = "")
    {
        using HttpRequestMessage request = Request(runId, lastId, query);
        Answer answer = await fixture.SendAsync(request);
        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.Type));
        return [.. answer.Text.Split("\n\n").Where(block => block.Contains("event: ", StringComparison.Ordinal)).Select(Event.Of)];
    }

    private async Task<RunRecord> PlannedAsync(string distinct)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct) with { Target = "https://shop.example/" };
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunBlobs>().SavePlanAsync(run.RunId, Samples.LoadPlan, default);
        return run;
    }

    private async Task<RunRecord> EndedAsync(string distinct)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct) with { Target = "https://shop.example/" };
        RunBlobs blobs = fixture.Service.Get<RunBlobs>();
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunStore>().FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        await blobs.SavePlanAsync(run.RunId, Samples.LoadAndPagePlan.Replace("budgets:", "budgets:\n  - home.lcp.p50 < 1s", StringComparison.Ordinal), default);
        await blobs.SaveVerdictAsync(new Verdict { RunId = run.RunId, Outcome = RunOutcome.Passed, Headline = "fine" }, default);
        await blobs.SavePageAsync(run.RunId, Page(), null, default);
        LivePoint[] points = [new LivePoint("browse", 10, 10, 0, 0, 20, 30, 40)];
        await fixture.Service.Get<LiveLog>().AppendAsync(run.RunId, [new LiveSecond(0, points), new LiveSecond(1, points)], default);
        return run;
    }

    private static PageMeasurement Page() => new()
    {
        Page = "home",
        Address = new Uri("https://shop.example/"),
        Environment = PageBuilder.Build("home").Environment,
        Loads = [new PageLoad { Number = 1, Values = new Dictionary<string, double> { ["lcp"] = 1_200 } }],
        Median = new LoadDetail { Load = 1, FrameTimes = [120, 300] },
        Evidence = [EvidenceFiles.Frame(0)],
    };

    private sealed record Event(string Name, string? Id, string Data)
    {
        public static Event Of(string block)
        {
            ILookup<string, string> fields = block.Split('\n').Where(l => l.Contains(": ", StringComparison.Ordinal))
                .ToLookup(l => l.Split(": ")[0], l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            return new Event(fields["event"].Single(), fields["id"].SingleOrDefault(), fields["data"].Single());
        }
    }
}
