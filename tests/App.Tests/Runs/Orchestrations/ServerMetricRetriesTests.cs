using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Orchestrations;

/// <summary>Azure has its numbers minutes later, and bad moments besides: waits that pass in seconds here.</summary>
public sealed class ServerMetricRetriesTests(AzuriteFixture azurite)
{
    private const double Speed = 60;

    private const string Plan = """
        version: 1
        name: shop
        load:
          browse: { arrivals: { rate: 20/s, for: 1s }, flow: [ { get: / } ] }
        server:
          cpu: { azure: { resource: /subscriptions/s, metric: CpuPercentage, aggregation: Average }, unit: percent }
        budgets: [ server.cpu.max < 80%, browse.errors < 1% ]
        """;

    private static readonly ServerReading Nothing = new(60, []) { MoreToCome = true };

    [Fact]
    public async Task A_source_that_fails_twice_and_then_is_late_is_judged_by_what_it_tells_in_the_end()
    {
        (Verdict verdict, int asked) = await RunAsync(turn => turn switch
        {
            <= 2 => throw new IOException("a bad moment"),
            3 => Nothing,
            _ => new ServerReading(60, [new ServerPoint(0, 91)]),
        });
        Assert.Equal(4, asked);
        Assert.Equal((RunOutcome.Failed, RuleStatus.Fail, 0.91), (verdict.Outcome, verdict.Rules[0].Status, verdict.Rules[0].Value));
    }

    [Fact]
    public async Task A_source_that_never_has_anything_is_no_data()
    {
        (Verdict verdict, int asked) = await RunAsync(_ => Nothing);
        Assert.Equal(10, asked);
        AssertNoData(verdict);
    }

    [Fact]
    public async Task A_source_that_always_fails_is_no_data()
    {
        (Verdict verdict, int asked) = await RunAsync(_ => throw new IOException("down"));
        Assert.Equal(5, asked);
        AssertNoData(verdict);
    }

    // The run's own numbers are kept all the same.
    private static void AssertNoData(Verdict verdict)
    {
        Assert.Equal((RunOutcome.NoData, RuleStatus.NoData), (verdict.Outcome, verdict.Rules[0].Status));
        Assert.Contains("cpu", verdict.Rules[0].Reason, StringComparison.Ordinal);
        Assert.Equal(RuleStatus.Pass, verdict.Rules[1].Status);
    }

    // The load runs in real time; once the source is asked for the first time, all that is left to do is to wait.
    private async Task<(Verdict Verdict, int Asked)> RunAsync(Func<int, ServerReading> read)
    {
        var time = new FastTime(1);
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, time);
        service.ServerMetrics.Read = turn =>
        {
            time.Speed = Speed;
            return read(turn);
        };
        LoadRun run = await LoadRun.StartAsync(service, target, Plan);
        await run.EndAsync();
        return (await run.VerdictAsync(), service.ServerMetrics.Asked);
    }
}
