using System.Net;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Targets;

public sealed class TargetCheckTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task All_that_stands_against_a_plan_is_reported_at_once_with_its_place()
    {
        await using TargetBench bench = await TargetBench.StartAsync("127.0.0.0/8, *.listed.test");

        ILookup<string, PlanProblem> problems = await bench.ProblemsAsync($$"""
            version: 1
            name: shop
            target: {{bench.At("shop.test")}}
            feeds: { users: { from: 'http://169.254.169.254/users.csv?sig=opensesame', columns: [ name ] } }
            load:
              browse:
                users: { count: 1, for: 1s }
                variables: { zone: [ a, b ] }
                flow:
                  - get: /${users.name}
                  - get: http://${zone}.shop.test/
                  - get: http://${zone}.listed.test/
                  - get: http://a.listed.test/
                  - get: http://127.0.0.1/
                  - get: http://2130706434/
                  - get: http://inner.test/
                  - get: https://[fd00:ec2::254]/
                  - get: ${users.name}
            pages:
              home: { path: /, against: 'http://[::ffff:10.1.2.3]/', steps: [ { open: 'https://unknown.example/' } ] }
            """);

        Assert.Equal(
            [
                "feeds.users.from", "load.browse.flow[1].get", "load.browse.flow[6].get", "load.browse.flow[7].get", "pages.home.against",
                "pages.home.steps[0].open", "target",
            ],
            problems.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Contains("cloud metadata", problems["feeds.users.from"].Single().Message, StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", problems["feeds.users.from"].Single().ToString(), StringComparison.Ordinal);
        Assert.Contains("only known when a request is sent", problems["load.browse.flow[1].get"].Single().Message, StringComparison.Ordinal);
        Assert.Contains("inner.test resolves to an address that must not be connected to: private network", problems["load.browse.flow[6].get"].Single().Message, StringComparison.Ordinal);
        Assert.Contains("private network", problems["pages.home.against"].Single().Message, StringComparison.Ordinal);
        PlanProblem target = problems["target"].Single();
        Assert.Contains("the file: the response has status 404; the DNS record:", target.Message, StringComparison.Ordinal);
        Assert.Contains(bench.Tokens.Of("shop.test")!, target.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_requests_name_themselves_is_verified_as_a_target_is()
    {
        await using TargetBench bench = await TargetBench.StartAsync("127.0.0.0/8, 10.0.0.0/8, *.listed.test");

        ILookup<string, PlanProblem> problems = await bench.ProblemsAsync("""
            version: 1
            name: shop
            target: http://10.1.2.3
            load:
              browse:
                users: { count: 1, for: 1s }
                variables: { zone: [ a, b ] }
                flow:
                  - { get: /, headers: { Host: other.test } }
                  - { get: /, headers: { Host: a.listed.test } }
                  - { get: /, headers: { Host: '${zone}.listed.test' } }
                  - { get: /, headers: { Host: '${zone}.other.test' } }
                  - { get: /, headers: { Host: 10.1.2.3 } }
                  - { get: 'http://127.0.0.1/', headers: { Host: other.test } }
            """);

        Assert.Equal(["load.browse.flow[0].headers.Host", "load.browse.flow[3].headers.Host"], problems.Select(p => p.Key));
        Assert.Contains("other.test is not verified as a target", problems["load.browse.flow[0].headers.Host"].Single().Message, StringComparison.Ordinal);
        Assert.Contains("only known when a request is sent", problems["load.browse.flow[3].headers.Host"].Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_names_the_hosts_that_were_verified_for_its_plan_and_no_other()
    {
        await using TargetBench bench = await TargetBench.StartAsync("10.0.0.0/8");
        Uri target = new("http://10.1.2.3/");
        PerfPlan plan = PlanParser.Parse("""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, for: 1s }
                flow: [ { get: /, headers: { Host: shop.test } } ]
            """).Plan!;

        ConnectPolicy policy = bench.Policies.Sending(new OpenRun(null!, plan, target) { Source = new("", PlanFiles.None) }).Policy;

        Assert.Null(HostHeader.RefusalOf(policy, target, "shop.test"));
        Assert.NotNull(HostHeader.RefusalOf(policy, target, "other.test"));
        Assert.Equal(
            ["10.1.2.3", "shop.test"],
            RunLease.HostsOf(new CheckedRun(null, plan, target.ToString(), RunTrigger.Http)).Select(h => h.Host));
    }

    [Fact]
    public async Task A_target_is_looked_at_anew_before_each_run()
    {
        await using TargetBench bench = await TargetBench.StartAsync();
        string plan = $"version: 1\nname: shop\ntarget: {bench.At("shop.test")}\npages: {{ home: {{ path: / }} }}";
        bench.Answer = context => context.Response.WriteAsync(bench.Tokens.Of("shop.test")!);
        Assert.Empty(await bench.ProblemsAsync(plan));

        bench.Answer = context => context.Response.WriteAsync("sold");
        Assert.Single(await bench.ProblemsAsync(plan));
    }

    [Fact]
    public async Task Without_a_secret_only_what_is_listed_may_be_tested()
    {
        await using TargetBench bench = await TargetBench.StartAsync(secret: null);
        ILookup<string, PlanProblem> problems = await bench.ProblemsAsync(
            $"version: 1\nname: shop\ntarget: {bench.At("shop.test")}\npages: {{ home: {{ path: / }} }}");
        Assert.Contains("has no Perf:Targets:Secret", problems["target"].Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_at_loopback_is_refused_by_a_service_that_is_not_local()
    {
        await using Bench bench = await Bench.StartAsync(azurite, null, "Perf:Targets:Local=false", "Perf:Targets:Allowed=*");
        var run = await bench.AddRunAsync("version: 1\nname: shop\ntarget: http://localhost:8080\npages: { home: { path: /, against: 'http://127.0.0.1' } }");
        RunStop stop = Assert.IsType<RunStop>((await bench.PlanAsync(run.RunId)).Stop);
        Assert.Equal(RunOutcome.NoData, stop.Outcome);
        Assert.All(["target", "pages.home.against"], path => Assert.Contains($": {path}: ", stop.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_whose_host_is_bound_anew_after_the_look_is_not_fetched()
    {
        int asked = 0;
        TargetPolicies policies = new(
            Microsoft.Extensions.Options.Options.Create(new TargetOptions { Allowed = "127.0.0.0/8" }),
            (_, _) => Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "169.254.169.254") }));
        await policies.Fetching.LookUpAsync("files.test", default);
        using FeedFetcher fetcher = new(policies, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<FeedRefusedException>(() => fetcher.FetchAsync(
            new Feed { Name = "users", From = new Uri("http://files.test/users.csv") }, new PerfPlan { Name = "shop" }, default));

        Assert.Contains("address not allowed: cloud metadata", refused.Message, StringComparison.Ordinal);
    }
}
