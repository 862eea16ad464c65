using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Costs;

public sealed class RunUsageTests
{
    private static readonly PriceList Prices = new()
    {
        PerGbSecond = 0.00002m,
        PerVcpuSecond = 0.00003m,
        PerMillionExecutions = 0.5m,
        PerGbOut = 0.1m,
        InstanceGb = 2,
        InstanceVcpus = 0.5m,
    };

    private const string Load = """
        load:
          s:
            arrivals: [ { from: 0/s, to: 100/s, over: 100s }, { rate: 100/s, for: 500s } ]
            flow: [ { get: / }, { repeat: 2, do: [ { get: /a }, { get: /b } ] }, { choose: [ { weight: 1, do: [ { get: /c } ] }, { weight: 9, do: [ { pause: 1s } ] } ] } ]
        """;

    [Fact]
    public void Each_part_of_the_work_has_its_price() =>
        Assert.Equal(1000 * 0.000055m + 1m + 0.2m, Prices.CostOf(new RunUsage(1000, 2_000_000, 2_000_000_000)));

    [Fact]
    public void An_estimate_counts_shards_slices_and_the_most_requests_that_a_flow_can_send()
    {
        RunUsage usage = RunUsage.Estimate(PlanText.Valid($"version: 1\nname: p\n{Load}"), shards: 3, sliceSeconds: 300, furtherLoads: 30);
        Assert.Equal((3 * 660) + 30, usage.InstanceSeconds);
        Assert.Equal(30 + (3 * 2), usage.Executions);
        Assert.Equal(55_000L * 6 * 1_000, usage.BytesOut);
    }

    [Fact]
    public void An_estimate_of_pages_counts_the_loads_that_noise_may_ask_for_and_the_warm_up()
    {
        RunUsage usage = RunUsage.Estimate(PlanText.Valid("version: 1\nname: p\npages: { home: { path: /, runs: 5, maxRuns: 9 } }"), 0, 300, 30);
        Assert.Equal((10 * 20) + 30, usage.InstanceSeconds);
    }

    [Fact]
    public void What_a_run_came_to_is_less_where_it_ended_early()
    {
        PerfPlan plan = PlanText.Valid($"version: 1\nname: p\n{Load}");
        var summary = new RunSummary
        {
            RunId = "r",
            Scenarios = [new ScenarioSummary { Name = "s", Model = "", DurationSeconds = 10, Counts = new IntervalCounts { Sent = 400 } }],
        };
        RunUsage usage = RunUsage.Actual(plan, 3, loadSeconds: 10, sliceSeconds: 300, summary);
        Assert.Equal(((3 * 70) + 30, 33, 400_000), (usage.InstanceSeconds, usage.Executions, usage.BytesOut));
        Assert.Equal(30, RunUsage.Actual(plan, 3, loadSeconds: 0, sliceSeconds: 300, summary with { Scenarios = [] }).InstanceSeconds);
    }

    [Fact]
    public void A_cost_reads_as_an_amount_with_its_estimate()
    {
        Assert.Equal("estimated at 1.50 USD", new RunCost(1.5m, null, "USD").ToString());
        Assert.Equal("0.0123 USD (estimated at 1.50 USD)", new RunCost(1.5m, 0.012345m, "USD").ToString());
    }
}
