using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Shards;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests;

public sealed class FixtureRunnerTests
{
    private const string Create = "setup: [ { post: /tenants, name: create, capture: { token: $.token, tenant: $.id, items: $.items } } ]";

    [Fact]
    public async Task What_a_setup_captures_keeps_its_type_and_reaches_the_flows_of_all_shards()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        PerfPlan plan = PlanOf($$"""
            {{Create}}
            load:
              order:
                users: { count: 6, iterations: 2, for: 30s }
                http: { headers: { authorization: 'Bearer ${token}' } }
                flow: [ { post: /orders, json: { of: '${tenant}', items: '${items}' }, expect: { status: [ 200, 503 ] } } ]
            """);
        FixtureRun setup = await RunAsync(target, plan.Setup!);

        Assert.Equal((FixtureState.Completed, 1, 0), (setup.Result.State, setup.Result.Sent, setup.Result.Failed));
        Assert.Equal((ValueKind.Number, "1"), (setup.Captured["tenant"].Kind, setup.Captured["tenant"].Text));
        Assert.Equal("[1,2]", setup.Captured["items"].ToJson());
        LoadResult load = await new LoadDriver { Shards = 3, Values = setup.Captured }.RunAsync(plan, target.Address);
        Assert.Equal((12, 0, 12), (load.Only.Counts.Completed, load.Only.Counts.Failed, target.Orders));
    }

    [Fact]
    public async Task A_request_that_fails_ends_the_setup_and_names_the_reason_without_what_was_captured()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        PerfPlan plan = PlanOf("""
            setup:
              - { post: /tenants, capture: { token: $.token } }
              - { get: /broken, name: login, headers: { authorization: '${token}' } }
              - { post: /tenants, name: never }
            """);
        FixtureRun setup = await RunAsync(target, plan.Setup!);

        Assert.Equal((FixtureState.Failed, 2L, 1L), (setup.Result.State, setup.Result.Sent, setup.Result.Failed));
        Assert.Equal("setup failed: request 'login': status 503", setup.Result.Problem);
        Assert.Equal(["POST /tenants", "login"], setup.Result.Requests.Select(r => r.Name));
        Assert.Equal("status 503", setup.Result.Requests[1].Failure);
        Assert.Equal(["token"], setup.Captured.Keys);
    }

    [Fact]
    public async Task A_check_that_does_not_hold_fails_nothing_and_a_retry_makes_a_failure_good()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        PerfPlan plan = PlanOf($$"""
            {{Create}}
            teardown:
              - { delete: '/tenants/${tenant}', check: { gone: { status: 200 } } }
            """);
        FixtureRun setup = await RunAsync(target, plan.Setup!);
        FixtureRun teardown = await RunAsync(target, plan.Teardown!, setup.Captured);
        Assert.Equal((FixtureState.Completed, 0), (teardown.Result.State, target.Left));
        Assert.StartsWith("teardown: 1 request, none failed, ", teardown.Result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teardown_goes_on_after_a_failure_and_says_what_the_setup_did_not_capture()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        PerfPlan plan = PlanOf($$"""
            {{Create}}
            teardown: [ { delete: '/tenants/${tenant}', name: remove }, { post: /tenants, name: last } ]
            """);
        FixtureRun teardown = await RunAsync(target, plan.Teardown!);
        Assert.Equal("teardown failed: request 'remove': 'tenant' was not captured", teardown.Result.Problem);
        Assert.Equal(["POST /tenants"], target.Asked);
    }

    [Fact]
    public async Task What_is_stopped_says_so()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        PerfPlan plan = PlanOf("setup: [ { post: /tenants, capture: { token: $.token } }, { get: /slow, timeout: 1m } ]");
        using CancellationTokenSource stop = new();
        Task<FixtureRun> running = RunAsync(target, plan.Setup!, stop: stop.Token);
        await Eventually.TrueAsync(() => target.Asked.Count == 2, "the slow request");
        await stop.CancelAsync();

        FixtureRun setup = await running;
        Assert.Equal((FixtureState.Stopped, "it was stopped"), (setup.Result.State, setup.Result.Reason));
        Assert.Equal(["token"], setup.Captured.Keys);
    }

    private static PerfPlan PlanOf(string parts) => PlanText.Valid(
        $"version: 1\nname: tenants\n{parts}\n{(parts.Contains("load:", StringComparison.Ordinal) ? "" : "pages: { home: { path: / } }")}\ntarget: https://shop.example\n");

    private static Task<FixtureRun> RunAsync(
        TenantTarget target, Scenario scenario, IReadOnlyDictionary<string, Value>? given = null, CancellationToken? stop = null) =>
        new FixtureRunner(TimeProvider.System).RunAsync(
            new ShardWork([scenario], target.Address, new ShardPart(0, 1), DateTimeOffset.UtcNow) { Values = given ?? new Dictionary<string, Value>() },
            stop ?? TestContext.Current.CancellationToken);
}
