using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.Api.Overviews;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Overviews;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Trends;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Overviews;

public sealed class OverviewReaderTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(Samples.Now);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_run_there_is_nothing_in_it()
    {
        await using Bench bench = await StartAsync();
        Overview overview = await ReadAsync(bench);
        Assert.Equal((0, 0, 0), (overview.Plans.Count, overview.Running.Count, overview.Attention.Count));
        Assert.Equal(new OverviewLeftOut(0, OlderRuns: false, 0, 0, 0), overview.LeftOut);
    }

    [Fact]
    public async Task A_plan_has_its_last_verdict_and_its_key_metric_over_comparable_runs_and_a_stored_plan_without_a_run_comes_last()
    {
        await using Bench bench = await StartAsync();
        await EndedAsync(bench, 1, "shop", latency: 100);
        await EndedAsync(bench, 2, "shop", latency: 900, conditions: "other");
        await EndedAsync(bench, 3, "shop", latency: 125);
        string last = await EndedAsync(bench, 4, "shop", RunOutcome.Warned, latency: 150);
        await EndedAsync(bench, 5, "docs");
        await bench.Get<PlanStore>().SaveAsync("later", new PlanSource("version: 1", PlanFiles.None), null, Samples.Now, Test);

        Overview overview = await ReadAsync(bench);

        Assert.Equal(["docs", "shop", "later"], overview.Plans.Select(plan => plan.Plan));
        PlanOverview shop = overview.Plans[1];
        Assert.Equal((last, RunOutcome.Warned, "shop warned"), (shop.Last!.RunId, shop.Last.Outcome, shop.Last.Headline));
        Assert.Equal(
            ("browse.latency.p95", MetricUnit.Milliseconds, MetricDirection.Higher), (shop.Metric!.Name, shop.Metric.Unit, shop.Metric.Worse));
        Assert.Equal([100, 125, 150], shop.Metric.Points.Select(point => point.Value));
        Assert.Equal(20, shop.Metric.ChangePercent!.Value, 9);
        Assert.Null(overview.Plans[0].Metric);
        Assert.Equal((true, null), (overview.Plans[2].Stored, overview.Plans[2].Last));
    }

    [Fact]
    public async Task A_run_in_progress_has_its_load_and_one_whose_plan_is_not_read_yet_makes_no_plan()
    {
        await using Bench bench = await StartAsync();
        RunRecord run = Samples.Run(Samples.Now) with { Plan = "octo/shop" };
        await bench.Runs.AddAsync(run, Test);
        await bench.Runs.RequestCancelAsync(run.RunId, Test);
        var live = new LiveSnapshot(
            Samples.Now.AddSeconds(-4), 30, [new LiveScenario("browse", 40, 2, 0, 10, 20, 35)], 0, new Dictionary<string, IntervalCounts>());
        await bench.Blobs.SaveLiveAsync(run.RunId, live, Test);

        Overview overview = await ReadAsync(bench);

        RunningRun running = Assert.Single(overview.Running);
        Assert.Equal((run.RunId, "plan", true), (running.RunId, running.Stage, running.Cancelling));
        Assert.Equal((4.0, 35.0), (running.Load!.ElapsedSeconds, running.Load.Scenarios[0].P95Ms));
        Assert.Empty(overview.Plans);
    }

    [Fact]
    public async Task What_needs_attention_comes_by_its_urgency()
    {
        await using Bench bench = await StartAsync("Perf:Quotas:Runs=1", "Perf:Cost:MonthlyLimit=1");
        string without = await EndedAsync(bench, 1, "docs", RunOutcome.NoData);
        string failed = await EndedAsync(bench, 2, "shop", RunOutcome.Failed);
        await EndedAsync(bench, 3, "fine");
        await bench.Get<UndeliveredStore>().AddAsync(failed, "gone", Test);
        await bench.Get<KillSwitchStore>().HaltAsync(new HaltState(Samples.Now, "the shop is down", Caller.Local), () => Task.CompletedTask);
        await bench.Get<LeaseStore>().TakeAsync(new RunLease(failed, [], 0, Samples.Now.AddMinutes(5)), null, Test);
        await bench.Get<CostStore>().AddAsync("2026-03", new CostRow(failed, "shop", new RunCost(1, 0.85m, "USD")), Test);

        Overview overview = await ReadAsync(bench);

        Assert.Equal(
            [
                (AttentionKind.Halted, null), (AttentionKind.QuotaExhausted, null), (AttentionKind.Failed, failed), (AttentionKind.NoData, without),
                (AttentionKind.Undelivered, failed), (AttentionKind.QuotaNearlyExhausted, null),
            ],
            overview.Attention.Select(item => (item.Kind, item.Run)));
        Assert.Contains("the shop is down", overview.Attention[0].Text, StringComparison.Ordinal);
        Assert.Equal("1 of 1 concurrent runs are in use (Perf:Quotas:Runs).", overview.Attention[1].Text);
        Assert.Equal("0.85 of 1 costs of this month (USD) are in use (Perf:Cost:MonthlyLimit).", overview.Attention[^1].Text);
    }

    [Fact]
    public async Task However_many_runs_and_plans_there_are_it_is_bounded_and_says_what_it_leaves_out()
    {
        await using Bench bench = await StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 305), Test, async (i, _) => await EndedAsync(bench, i, $"plan-{i % 61}"));

        Overview overview = await ReadAsync(bench);

        Assert.Equal(50, overview.Plans.Count);
        Assert.Equal(new OverviewLeftOut(300, OlderRuns: true, Plans: 11, 0, 0), overview.LeftOut);
    }

    private async Task<Bench> StartAsync(params string[] settings) => await Bench.StartAsync(azurite, _time, settings);

    private static Task<Overview> ReadAsync(Bench bench) => bench.Get<OverviewReader>().ReadAsync(new RecordingDurableClient(), Test);

    private static async Task<string> EndedAsync(
        Bench bench, int second, string plan, RunOutcome outcome = RunOutcome.Passed, double? latency = null, string conditions = "same")
    {
        RunRecord run = Samples.Run(Samples.Now.AddSeconds(second), string.Create(CultureInfo.InvariantCulture, $"a{second}")) with { Plan = plan };
        await bench.Runs.AddAsync(run, Test);
        if (latency is { } value)
        {
            var metric = new TrendValue(MetricKind.Load, new MetricReference("browse", LoadMetric.Latency, "p95"), value);
            await bench.Runs.SetKeyMetricAsync(run.RunId, new RunKeyMetric(conditions, metric), Test);
        }

        await bench.Runs.FinishAsync(run.RunId, outcome, $"{plan} {outcome.ToString().ToLowerInvariant()}", run.CreatedAt.AddSeconds(1), Test);
        return run.RunId;
    }
}
