using System.Net.Http.Json;
using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Which request is slow, and which fails: live, in budgets, in the report.</summary>
public sealed class RequestTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_has_its_times_and_its_exact_number_of_errors_from_many_shards()
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        RunAccepted accepted = await service.Client.StartAsync(
            """
            version: 1
            name: requests
            shards: 8
            load:
              browse:
                arrivals: { rate: 50/s, for: 5s }
                variables: { id: [ 1, 2, 3 ] }
                onFailure: continue
                flow:
                  - { get: '/products/${id}', check: { three: '$.items[2]' } }
                  - group: buy
                    do: [ { post: /cart, name: Add to cart } ]
                  - { get: /report }
            budgets:
              - browse.request.*.latency.p50 < 60s
              - browse.request.add-to-cart.errors < 1%
              - browse.request.get-report.latency.min > 190ms
              - browse.request.get-products-id.latency.min < 190ms
              - browse.request.add-to-cart.server-timing.db.p50 < 8ms
              - browse.group.buy.errors < 1%
              - browse.check.three > 99.9%
            """,
            shop.Address.ToString(), Test);
        LiveScenario? live = null;
        await Eventually.TrueAsync(
            async () => (live = (await service.Client.GetAsync(accepted.RunId, Test)).Load?.Scenarios[0]) is { Requests: [{ P95Ms: not null }, { P95Ms: not null }, { P95Ms: not null }] },
            "figures of each request while the load runs", TimeSpan.FromMinutes(2));
        Assert.Equal(["GET /products/${id}", "Add to cart", "GET /report"], live!.Requests.Select(r => r.Name));

        RunView run = await service.EndOfAsync(accepted.RunId);
        Assert.Equal(
            ["browse.request.add-to-cart.errors < 1%", "browse.group.buy.errors < 1%"],
            run.Verdict!.Rules.Where(r => !Expect.IsHeld(run, r)).Select(r => r.Rule));
        using var report = JsonDocument.Parse(await service.Client.ReportAsync(run.RunId, "json", Test));
        JsonElement[] series = [.. report.RootElement.GetProperty("scenarios")[0].GetProperty("series").EnumerateArray()];
        Assert.Equal(
            [(250, 0), (250, shop.Failed), (250, 0)],
            series.Where(s => s.GetProperty("kind").GetString() == "request").Select(s => s.GetProperty("counts"))
                .Select(c => (c.GetProperty("completed").GetInt32(), c.GetProperty("failed").GetInt32())));
        Assert.Equal(5, shop.Failed);

        FailuresView failures = (await service.Http.GetFromJsonAsync<FailuresView>(new Uri($"api/runs/{run.RunId}/failures", UriKind.Relative), PerfJson.Options, Test))!;
        ScenarioFailures browse = Assert.Single(failures.Scenarios);
        Assert.Equal(5, browse.Failed);
        Assert.All(browse.Examples, e => Assert.Equal(("Add to cart", 503), (e.Request, e.Status)));
        Assert.Contains("out of stock", browse.Examples[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_aborts_ends_the_run_when_it_fails()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted accepted = await service.Client.StartAsync(
            """
            version: 1
            name: login
            load:
              browse: { arrivals: { rate: 5/s, for: 10m }, flow: [ { get: /status/401, name: login, onFailure: abort }, { get: / } ] }
            budgets: [ browse.latency.p95 < 5s ]
            """,
            target.Address.ToString(), Test);
        RunView run = await service.EndOfAsync(accepted.RunId);
        Assert.Equal(RunOutcome.Aborted, run.Outcome);
        Assert.Contains("browse.request.login.errors > 0%", run.Headline, StringComparison.Ordinal);
    }
}
