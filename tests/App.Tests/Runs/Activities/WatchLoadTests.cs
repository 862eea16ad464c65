using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class WatchLoadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_abort_condition_stops_all_shards_and_the_run_says_why()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        DateTimeOffset last = default;
        target.OnRequest = _ => last = DateTimeOffset.UtcNow;
        LoadRun run = await LoadRun.StartAsync(service, target, """
            version: 1
            name: broken
            shards: 3
            abort: [ 'browse.errors > 50% for 3s' ]
            load:
              browse:
                arrivals: { rate: 90/s, for: 5m }
                flow: [ { get: /status/500 } ]
            budgets: [ browse.errors < 1% ]
            """);
        RunSummary summary = await run.EndAsync();
        RunRecord record = await run.RecordAsync();
        Verdict verdict = await run.VerdictAsync();
        ConditionHit hit = Assert.IsType<ConditionHit>(record.Abort);
        double delay = (last - record.GoAt!.Value).TotalSeconds - hit.Second - 1;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"true at the end of second {hit.Second}, last request {delay:F2} s later"));

        Assert.InRange(delay, 0, 30);
        Assert.Equal(2, hit.Second);
        Assert.Equal(RunOutcome.Aborted, verdict.Outcome);
        Assert.Contains("'browse.errors > 50% for 3s' was true after 3 s: 100 %", verdict.Headline, StringComparison.Ordinal);
        Assert.Equal(RuleStatus.Fail, Assert.Single(verdict.Rules).Status);
        Assert.Equal(target.Requests, Assert.Single(summary.Scenarios).Counts.Sent);
    }

    [Fact]
    public async Task Until_ends_its_scenario_and_the_run_goes_on_to_its_verdict()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await LoadRun.StartAsync(service, target, """
            version: 1
            name: limits
            shards: 2
            load:
              broken:
                arrivals: { rate: 20/s, for: 5m }
                until: errors > 50% for 2s
                flow: [ { get: /status/500 } ]
              browse:
                arrivals: { rate: 20/s, for: 8s }
                flow: [ { get: / } ]
            budgets: [ browse.errors < 1% ]
            """);
        RunSummary summary = await run.EndAsync();
        RunRecord record = await run.RecordAsync();
        Assert.Equal((null, false), (record.Abort, record.CancelRequested));
        ConditionHit hit = Assert.Single(record.Ended);
        Assert.Equal("broken", hit.Scenario);
        Assert.InRange(hit.Second, 1, 60);
        Assert.Equal(160, summary.Scenarios[1].Counts.Completed);
        Assert.InRange(summary.Scenarios[0].Counts.Started, 40, 3_000);
        Verdict verdict = await run.KeptAsync();
        Assert.Contains(verdict.Notes, n => n.Contains("'broken' ended early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_looks_sees_the_load_of_a_moment_ago_however_long_it_has_run()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        LoadRun run = await LoadRun.StartAsync(service, target, """
            version: 1
            name: live
            shards: 2
            load:
              browse:
                arrivals: { rate: 50/s, for: 8s }
                flow: [ { get: / } ]
            budgets: [ browse.errors < 1% ]
            """);
        Task<RunSummary> end = run.EndAsync();
        LiveLoad? live = null;
        List<double> reads = [];
        while (!end.IsCompleted)
        {
            long began = Stopwatch.GetTimestamp();
            live = await service.Get<LiveLoadReader>().ReadAsync(await run.RecordAsync(), default) ?? live;
            reads.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (live is { ElapsedSeconds: > 4 and < 8 })
            {
                LiveScenario browse = Assert.Single(live.Scenarios);
                Assert.InRange(browse.Sent, 1, 50 * live.ElapsedSeconds);
                Assert.InRange(browse.P50Ms!.Value, 0, browse.P95Ms!.Value);
            }

            await Task.WhenAny(end, Task.Delay(200));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"read of row and snapshot, median: {reads.Order().ElementAt(reads.Count / 2):F1} ms");
        await end;
        LiveSnapshot last = (await service.Get<RunBlobs>().FindLiveAsync(run.Id, default))!;
        LiveScenario sent = Assert.Single(last.Scenarios);
        Assert.Equal((400, 8), (sent.Sent + sent.Dropped, last.DurationSeconds));
    }

    [Fact]
    public async Task A_watch_that_begins_again_goes_on_as_if_it_had_never_stopped()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        PerfPlan plan = PlanParser.Parse(Samples.LoadPlan.Replace("for: 2s", "for: 5m", StringComparison.Ordinal)).Plan!;
        string id = Samples.Run(Samples.Now).RunId;
        await bench.Intervals.SinkFor(id).WriteAsync(
            [.. Enumerable.Range(0, 200).SelectMany(s => new[] { Interval(s, 0), Interval(s, 1) })], default);

        var whole = new LoadTail(id, plan, bench.Intervals, null);
        await whole.ReadAsync(150, default);
        LiveSnapshot left = whole.Snapshot(Samples.Now);
        await whole.ReadAsync(199, default);

        var again = new LoadTail(id, plan, bench.Intervals, left);
        await again.ReadAsync(199, default);
        Assert.Equivalent(whole.Snapshot(Samples.Now), again.Snapshot(Samples.Now), strict: true);
        Assert.Equal(4_000, Assert.Single(again.Snapshot(Samples.Now).Scenarios).Sent);
        Assert.Equal(154, whole.Watch.Abort!.Second);
        Assert.Equal(whole.Watch.Abort, again.Watch.Abort);
    }

    // All fails from second 100 on, so the built-in condition is true when a minute of it holds more than 90 % of that.
    private static LoadInterval Interval(int second, int shard) => Samples.Interval(second, shard) with
    {
        Counts = new IntervalCounts { Started = 10, Sent = 10, Completed = 10, Failed = second >= 100 ? 10 : 0 },
    };
}
