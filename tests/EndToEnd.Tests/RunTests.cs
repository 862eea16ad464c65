using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Runs asked for over HTTP, as curl would.</summary>
public sealed class RunTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_shards_send_all_450_requests_and_say_so()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunView run = await RunAsync(target, """
            version: 1
            name: three-shards
            shards: 3
            load:
              browse:
                arrivals: { rate: 90/s, for: 5s }
                flow: [ { get: / } ]
            budgets:
              - browse.requests >= 450
              - browse.errors < 1%
            """);

        Expect.Passed(run);
        Assert.Equal(450, target.Requests);
        Assert.Contains(run.Verdict!.Notes, note => note.Contains($"{target.Requests} requests sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_can_be_started_followed_and_read_with_nothing_but_http()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        using HttpResponseMessage started = await PostAsync(target, SmallPlan("curl"));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        RunAccepted accepted = (await started.Content.ReadFromJsonAsync<RunAccepted>(PerfJson.Options, Test))!;
        using HttpResponseMessage early = await service.Http.GetAsync(accepted.Report, Test);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        List<string> stages = [];
        await Eventually.TrueAsync(
            async () =>
            {
                JsonElement state = await service.Http.GetFromJsonAsync<JsonElement>(accepted.Status, Test);
                stages.Add(state.GetProperty("stage").GetString()!);
                return state.TryGetProperty("outcome", out _);
            },
            "an outcome");

        Assert.Contains("load", stages);
        Assert.Equal("done", stages[^1]);
        Assert.Contains("browse.errors", await ReportAsync(accepted.RunId, "md"), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await ReportAsync(accepted.RunId, "html"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(accepted.RunId, JsonDocument.Parse(await ReportAsync(accepted.RunId, "json")).RootElement.GetProperty("runId").GetString());
        Assert.NotEmpty(XDocument.Parse(await ReportAsync(accepted.RunId, "xml")).Descendants("testcase"));
    }

    [Fact]
    public async Task Five_mistakes_are_five_problems_each_with_its_line()
    {
        using HttpResponseMessage response = await PostAsync(null, """
            version: 1
            name: Shop
            load:
              browse:
                arrivals: { rate: 50, for: 2m }
                flow:
                  - get: /
                    expct: { status: 200 }
            pages:
              home: { path: /, device: tablet }
            budgets:
              - browse.latncy.p95 < 300ms
            """);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        JsonElement[] errors = [.. (await response.Content.ReadFromJsonAsync<JsonElement>(Test)).GetProperty("errors").EnumerateArray()];
        Assert.Equal([2, 5, 8, 10, 12], errors.Select(e => e.GetProperty("line").GetInt32()));
        Assert.All(errors, e => Assert.False(string.IsNullOrEmpty(e.GetProperty("allowed").GetString())));
    }

    [Fact]
    public async Task A_retry_with_the_same_idempotency_key_is_the_same_run()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string key = Guid.NewGuid().ToString();
        RunAccepted[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using HttpResponseMessage response = await PostAsync(target, SmallPlan("retry"), key);
            return (await response.Content.ReadFromJsonAsync<RunAccepted>(PerfJson.Options, Test))!;
        }));

        Assert.Single(answers.Select(a => a.RunId).Distinct());
        await service.EndOfAsync(answers[0].RunId);
        Assert.Equal(20, target.Requests + await ServiceFixture.DroppedAsync(service.Client, answers[0].RunId));
    }

    [Fact]
    public async Task A_cancelled_run_ends_within_seconds_and_keeps_what_it_measured()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted accepted = await service.Client.StartAsync(
            SmallPlan("long").Replace("for: 1s", "for: 10m", StringComparison.Ordinal), target.Address.ToString(), Test);
        await Eventually.TrueAsync(() => target.Requests > 20, "load");

        await service.Client.CancelAsync(accepted.RunId, Test);
        RunView run = await service.EndOfAsync(accepted.RunId);

        Assert.Equal(RunOutcome.Cancelled, run.Outcome);
        Assert.Contains("browse", await ReportAsync(accepted.RunId, "md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spike_is_shaped_like_one_and_judged()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted accepted = await service.Client.SpikeAsync(new SpikeRequest(target.Address.ToString(), "100/s", "2s"), Test);
        RunView run = await service.EndOfAsync(accepted.RunId);

        Expect.Passed(run);
        // 5 s of 10/s, 2 s up, 2 s of 100/s, 2 s down, 5 s of 10/s.
        const int Planned = 50 + 110 + 200 + 110 + 50;
        Assert.InRange(target.Requests, run.Outcome == RunOutcome.Passed ? Planned - 5 : 1, Planned);
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_never_green()
    {
        RunAccepted accepted = await service.Client.StartAsync(SmallPlan("gone"), "http://127.0.0.1:9", Test);

        RunView run = await service.EndOfAsync(accepted.RunId);

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Equal(RuleStatus.NoData, run.Verdict!.Rules.Single(r => r.Rule.Contains("latency", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public async Task The_second_run_of_a_plan_is_held_against_the_first()
    {
        await using TestTarget target = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(20));
        string plan = SmallPlan($"again-{Guid.NewGuid():N}"[..20]).Replace("for: 1s", "for: 5s", StringComparison.Ordinal) + "\n  - { rule: 'browse.throughput regression < 50%', level: warn }";

        RunView first = await Expect.QuietAsync(() => RunAsync(target, plan));
        RunView second = await Expect.QuietAsync(() => RunAsync(target, plan));

        Assert.Equal(RuleStatus.NoData, first.Verdict!.Rules[^1].Status);
        Assert.True(first.Outcome == RunOutcome.Warned, first.Headline);
        Assert.Equal(RuleStatus.Pass, second.Verdict!.Rules[^1].Status);
        Assert.Equal(RunOutcome.Passed, second.Outcome);
    }

    private static string SmallPlan(string name) => $$"""
        version: 1
        name: {{name}}
        load:
          browse:
            arrivals: { rate: 20/s, for: 1s }
            flow: [ { get: / } ]
        budgets:
          - browse.errors < 1%
          - browse.latency.p95 < 2s
        """;

    private async Task<RunView> RunAsync(TestTarget target, string plan)
    {
        RunAccepted accepted = await service.Client.StartAsync(plan, target.Address.ToString(), Test);
        return await service.EndOfAsync(accepted.RunId);
    }

    private Task<string> ReportAsync(string runId, string format) => service.Http.GetStringAsync($"api/runs/{runId}/report.{format}", Test);

    private async Task<HttpResponseMessage> PostAsync(TestTarget? target, string plan, string? key = null)
    {
        string query = target is null ? "" : $"?target={Uri.EscapeDataString(target.Address.ToString())}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/runs{query}")
        {
            Content = new StringContent(plan, Encoding.UTF8, "application/yaml"),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await service.Http.SendAsync(request, Test);
    }
}
