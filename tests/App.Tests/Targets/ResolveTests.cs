using PerfFunctions.Api;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Targets;

/// <summary>Hosts that a plan gives an address for.</summary>
public sealed class ResolveTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Load_goes_to_the_address_that_the_plan_gives_for_a_host_that_no_name_server_knows()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        var start = new RunStart(RunTrigger.Http, "any", """
            version: 1
            name: idle-side
            resolve: { shop.invalid: 127.0.0.1 }
            load:
              browse: { users: { count: 1, iterations: 5, for: 60s }, flow: [ { get: / } ] }
            """)
        {
            Target = $"http://shop.invalid:{target.Address.Port}",
        };

        LoadRun run = new(service, await service.Get<RunStarter>().StartAsync(service.Durable, start, default));
        ScenarioSummary browse = Assert.Single((await run.EndAsync()).Scenarios);

        Assert.Equal((5L, 0), (browse.Counts.Completed, browse.Errors.Count));
        Assert.Equal(5, target.Requests);
    }

    [Fact]
    public async Task An_address_that_must_not_be_connected_to_is_refused_with_its_place_in_the_plan()
    {
        await using TargetBench bench = await TargetBench.StartAsync("shop.test");

        ILookup<string, PlanProblem> problems = await bench.ProblemsAsync($$"""
            version: 1
            name: shop
            target: {{bench.At("shop.test")}}
            resolve: { shop.test: 10.1.2.3 }
            load:
              browse: { users: { count: 1, for: 1s }, flow: [ { get: / } ] }
            """);

        Assert.Contains("private network", problems["resolve.shop.test"].Single().Message, StringComparison.Ordinal);
    }
}
