using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.ServerMetrics;

/// <summary>A run beside a real Prometheus.</summary>
public sealed class RealPrometheusTests(AzuriteFixture azurite)
{
    private const string Plan = """
        version: 1
        name: shop
        load:
          browse: { arrivals: { rate: 20/s, for: 5s }, flow: [ { get: / } ] }
        server:
          busy: { prometheus: 'max(busy)' }
          cores: { prometheus: busy }
          none: { prometheus: missing_metric }
          wrong: { prometheus: 'avg(' }
        budgets:
          - server.busy.max < 1
          - server.busy.last > 2 from 1s to 5s
          - { rule: server.none < 1, level: warn }
        """;

    [Fact]
    public async Task A_run_has_what_prometheus_saw_second_by_second_and_judges_by_it()
    {
        await using PrometheusProcess prometheus = await PrometheusProcess.StartAsync();
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, $"Perf:Prometheus:Url={prometheus.Address}");
        LoadRun run = await LoadRun.StartAsync(service, target, Plan);
        RunSummary summary = await run.EndAsync();

        ServerSeries[] series = [.. summary.Server!.Series];
        Assert.Equal(["busy", "cores", "none", "wrong"], series.Select(s => s.Name));
        Assert.Equal([0, 1, 2, 3, 4], series[0].Points.Select(p => p.Second));

        // One second brings one step of the target; where the two clocks meet, a second can have none or two.
        double[] busy = [.. series[0].Points.Select(p => p.Value)];
        Assert.Equal(busy.Order(), busy);
        Assert.InRange(busy[^1] - busy[0], 3, 5);
        Assert.Equal("The query returns 2 series; combine them into one, for example by sum(…) or avg(…).", series[1].Missing);
        Assert.Equal("Prometheus has no data for this query during the load.", series[2].Missing);
        Assert.StartsWith("Prometheus responded with status 400 (bad_data): ", series[3].Missing, StringComparison.Ordinal);

        Verdict verdict = await run.VerdictAsync();
        Assert.Equal([RuleStatus.Fail, RuleStatus.Pass, RuleStatus.NoData], verdict.Rules.Select(r => r.Status));
        Assert.Equal("Server series 'none': Prometheus has no data for this query during the load.", verdict.Rules[2].Reason);
    }

    [Fact]
    public async Task A_run_whose_prometheus_is_away_ends_with_its_own_numbers_and_the_reason()
    {
        const string Short = """
            version: 1
            name: shop
            load:
              browse: { arrivals: { rate: 20/s, for: 1s }, flow: [ { get: / } ] }
            server:
              cpu: { prometheus: up }
            budgets: [ server.cpu.max < 1, browse.errors < 1% ]
            """;
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, "Perf:Prometheus:Url=http://127.0.0.1:1");
        LoadRun run = await LoadRun.StartAsync(service, target, Short);
        Assert.InRange((await run.EndAsync()).Scenarios[0].Counts.Sent, 1, 20);
        Verdict verdict = await run.VerdictAsync();
        Assert.Equal((RunOutcome.NoData, RuleStatus.Pass), (verdict.Outcome, verdict.Rules[1].Status));
        Assert.Equal("Server series 'cpu': Prometheus could not be queried: connection refused.", verdict.Rules[0].Reason);
    }
}
