using System.Net;
using System.Net.Http.Json;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Orchestrations;

/// <summary>What a plan does before its load and at the end, with real load.</summary>
public sealed class FixtureRunTests(AzuriteFixture azurite)
{
    private const string Create = "{ post: /tenants, name: create, capture: { token: $.token, tenant: $.id } }";
    private const string Remove = "{ delete: '/tenants/${tenant}', name: remove }";

    [Fact]
    public async Task A_setup_serves_all_shards_and_nothing_that_is_kept_holds_what_it_captured()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using var own = new AzuriteFixture();
        await own.InitializeAsync();
        await using Service service = await Service.StartAsync(own);
        LoadRun run = await StartAsync(service, target, "{ count: 6, iterations: 30, for: 60s }", pause: "50ms");
        await Eventually.TrueAsync(() => target.Orders > 10, "orders");
        Assert.NotNull(await service.Get<SetupValues>().FindAsync(run.Id, default));
        await AssertHiddenAsync(own, target);
        RunSummary summary = await run.EndAsync();

        RunRecord record = await run.RecordAsync();
        Assert.Equal((FixtureState.Completed, FixtureState.Completed), (record.Setup!.State, record.Teardown!.State));
        Assert.Equal((1, 180, 0, 0), (target.Created, target.Orders, target.Strangers, target.Left));
        Assert.Equal((180, 36), (summary.Scenarios.Single().Counts.Completed, summary.Scenarios.Single().Counts.Failed));
        Assert.NotEmpty(summary.Scenarios.Single().Failures);
        await run.KeptAsync();
        Assert.Null(await service.Get<SetupValues>().FindAsync(run.Id, default));
        foreach (string format in new[] { "html", "md" })
        {
            string report = (await service.Get<RunBlobs>().FindReportAsync(run.Id, format, default))!.ToString();
            Assert.Contains("Setup and teardown", report, StringComparison.Ordinal);
            Assert.Contains("setup: 1 request, none failed, ", report, StringComparison.Ordinal);
        }

        Assert.Contains("\"setup\":{", (await service.Get<RunBlobs>().FindReportAsync(run.Id, "json", default))!.ToString(), StringComparison.Ordinal);
        await AssertHiddenAsync(own, target);
    }

    [Fact]
    public async Task A_setup_that_fails_ends_the_run_without_data_before_the_load_and_what_it_made_is_removed()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await StartAsync(service, target, "{ count: 1, for: 60s }", setup: $"{Create}, {{ get: /broken, name: login }}");
        await run.EndAsync();

        Verdict verdict = await run.VerdictAsync();
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Equal("setup failed: request 'login': status 503", verdict.Notes[0]);
        Assert.StartsWith("Nothing was measured: setup failed: request 'login'", verdict.Headline, StringComparison.Ordinal);
        Assert.Equal(["POST /tenants", "GET /broken", "DELETE /tenants/1"], target.Asked);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_tears_down_what_it_set_up()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await StartAsync(service, target, "{ count: 3, for: 10m }", pause: "100ms");
        await Eventually.TrueAsync(() => target.Orders > 5, "orders");
        await service.Get<RunStore>().RequestCancelAsync(run.Id, default);
        await run.EndAsync();

        Assert.Equal((RunOutcome.Cancelled, 0), ((await run.VerdictAsync()).Outcome, target.Left));
        Assert.Equal("DELETE /tenants/1", target.Asked[^1]);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_in_its_setup_sends_no_load_and_tears_down()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await StartAsync(service, target, "{ count: 1, for: 60s }", setup: $"{Create}, {{ get: /slow, timeout: 5m }}");
        await Eventually.TrueAsync(() => target.Asked.Count == 2, "the slow request");
        await service.Get<RunStore>().RequestCancelAsync(run.Id, default);
        await run.EndAsync();

        Verdict verdict = await run.VerdictAsync();
        Assert.Equal((RunOutcome.Cancelled, 0, 0), (verdict.Outcome, target.Left, target.Orders));
        Assert.Contains("setup failed: it was stopped", verdict.Notes);
    }

    [Fact]
    public async Task While_the_service_is_halted_no_teardown_is_sent_and_the_verdict_says_so()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await StartAsync(service, target, "{ count: 1, for: 10m }", pause: "100ms");
        await Eventually.TrueAsync(() => target.Orders > 2, "orders");
        using HttpResponseMessage halted = await service.Http.PostAsJsonAsync("api/halt", new { reason = "the shop is down" });
        Assert.Equal(HttpStatusCode.OK, halted.StatusCode);
        await run.EndAsync();

        Verdict verdict = await run.VerdictAsync();
        Assert.Equal((RunOutcome.Cancelled, 1), (verdict.Outcome, target.Left));
        Assert.Contains("teardown was not run: the service was halted: the shop is down", verdict.Notes);
    }

    [Fact]
    public async Task A_teardown_that_fails_is_noted_and_changes_no_verdict()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await StartAsync(
            service, target, users: null, teardown: $"{{ get: /broken, name: report }}, {Remove}");
        await run.EndAsync();

        Verdict verdict = await run.KeptAsync();
        Assert.Contains("teardown failed: request 'report': status 503", verdict.Notes);
        Assert.Equal(0, target.Left);
    }

    [Fact]
    public async Task A_teardown_that_cannot_even_be_tried_leaves_the_verdict_too()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        service.Faults.Fail(nameof(RunTeardown));
        LoadRun run = await StartAsync(service, target, users: null);
        await run.EndAsync();
        Assert.Contains("teardown failed: a fault of the test", (await run.KeptAsync()).Notes);
    }

    [Fact]
    public async Task What_is_over_is_not_done_again_when_its_activity_is_repeated()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync($$"""
            version: 1
            name: tenants
            target: {{target.Address}}
            setup: [ {{Create}} ]
            teardown: [ {{Remove}} ]
            pages: { home: { path: / } }
            """);
        RunRequest request = new(run.RunId);
        FixtureResult[] setups = [await bench.Make<RunSetup>().RunAsync(request, new TestFunctionContext()), await bench.Make<RunSetup>().RunAsync(request, new TestFunctionContext())];
        await bench.Make<RunTeardown>().RunAsync(request, new TestFunctionContext());
        await bench.Make<RunTeardown>().RunAsync(request, new TestFunctionContext());

        Assert.Equal(["POST /tenants", "DELETE /tenants/1"], target.Asked);
        Assert.All(setups, s => Assert.Equal((FixtureState.Completed, "create"), (s.State, Assert.Single(s.Requests).Name)));
    }

    [Fact]
    public async Task A_shard_that_cannot_read_what_the_setup_captured_sends_nothing()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync($$"""
            version: 1
            name: tenants
            target: {{target.Address}}
            setup: [ {{Create}} ]
            load: { order: { users: { count: 1, for: 5s }, flow: [ { get: '/${tenant}' } ] } }
            """);
        InvalidOperationException missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => bench.Make<RunLoadShard>().RunAsync(new LoadShard(run.RunId, 0, 1), new TestFunctionContext()));
        Assert.Equal($"What the setup of run '{run.RunId}' captured is not there.", missing.Message);
        Assert.Empty(target.Asked);
    }

    private static Task<LoadRun> StartAsync(
        Service service, TenantTarget target, string? users, string setup = Create, string teardown = Remove, string pause = "10ms") =>
        LoadRun.StartAsync(service, target.Address, $$"""
            version: 1
            name: tenants
            setup: [ {{setup}} ]
            teardown: [ {{teardown}} ]

            """ + (users is null ? "pages: { home: { path: /, runs: 1 } }\nbudgets: [ home.lcp < 10s ]" : $$"""
            shards: 3
            load:
              order:
                users: {{users}}
                http: { headers: { authorization: 'Bearer ${token}' } }
                flow: [ { post: /orders, json: { of: '${tenant}' } }, { pause: {{pause}} } ]
            budgets: [ order.errors < 50% ]
            """));

    private static async Task AssertHiddenAsync(AzuriteFixture storage, TenantTarget target)
    {
        string token = Assert.Single(target.Tokens);
        int looked = 0;
        await foreach (string kept in StoredTexts.AllAsync(storage.ConnectionString))
        {
            looked++;
            Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        }

        Assert.InRange(looked, 20, int.MaxValue);
    }
}
