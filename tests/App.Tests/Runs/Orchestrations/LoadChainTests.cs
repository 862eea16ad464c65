using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Orchestrations;

public sealed class LoadChainTests(AzuriteFixture azurite)
{
    private const string ShortSlices = "Perf:SliceSeconds=5";

    [Fact]
    public async Task Slices_lose_no_arrival_at_their_borders_and_no_history_grows_with_their_number()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, ShortSlices);
        LoadRun run = await LoadRun.StartAsync(service, target, Plan("17s"));
        string[] instances = [$"{run.Id}-load", $"{run.Id}-load-even", $"{run.Id}-load-odd"];
        int[] most = new int[3];
        Task<RunSummary> end = run.EndAsync();
        while (!end.IsCompleted)
        {
            int[] now = await Task.WhenAll(instances.Select(run.CountHistoryAsync));
            most = [.. most.Zip(now, Math.Max)];
            await Task.WhenAny(end, Task.Delay(100));
        }

        RunSummary summary = await end;
        ScenarioSummary browse = Assert.Single(summary.Scenarios);
        TestContext.Current.TestOutputHelper?.WriteLine($"most events in a history: {string.Join(", ", most)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"started by second: {string.Join(", ", browse.Timeline.Select(t => t.Counts.Started))}");
        // On a busy machine some are dropped, and counted.
        Assert.Equal(
            (680L, 680L, browse.Counts.Started), (browse.Planned, browse.Counts.Started + browse.Counts.Dropped, (long)target.Requests));
        long started = 0;
        foreach (TimelinePoint point in browse.Timeline.Take(17))
        {
            // Never before its time; later is the right of a busy machine.
            started += point.Counts.Started;
            Assert.InRange(started, 1, 40 * (point.Second + 1));
        }

        Assert.DoesNotContain(summary.Notes, n => n.Contains("lost", StringComparison.Ordinal) || n.Contains("not there", StringComparison.Ordinal));

        // An execution with two shards is 17 events, however many there are; a second one in the same history would show.
        Assert.InRange(most[0], 1, 25);
        Assert.All(most[1..], count => Assert.InRange(count, 1, 22));
    }

    [Fact]
    public async Task A_cancelled_run_does_not_wait_for_slices_that_are_still_to_come()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, "Perf:SliceSeconds=300");
        LoadRun run = await LoadRun.StartAsync(service, target, Plan("10m"));
        await Eventually.TrueAsync(() => target.Requests > 20, "load");
        await service.Get<RunStore>().RequestCancelAsync(run.Id, default);
        await run.EndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RunOutcome.Cancelled, (await run.VerdictAsync()).Outcome);
    }

    [Fact]
    public async Task A_chain_that_fails_stops_the_other_before_the_run_ends()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, "Perf:SliceSeconds=25");
        service.Faults.Fail(nameof(FindStart));
        LoadRun run = await LoadRun.StartAsync(service, target, Plan("10m"));
        await Eventually.TrueAsync(async () => await run.RecordAsync() is { Outcome: not null }, "the end of the run");
        int sent = target.Requests;
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal((RunOutcome.InternalError, sent), ((await run.VerdictAsync()).Outcome, target.Requests));
    }

    [Fact]
    public async Task A_load_whose_scenarios_have_all_ended_does_not_wait_for_slices_that_are_still_to_come()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, null, "Perf:SliceSeconds=300");
        LoadRun run = await LoadRun.StartAsync(
            service, target, Plan("10m").Replace("flow:", "until: throughput > 1/s for 2s\n    flow:", StringComparison.Ordinal));
        await run.EndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await run.KeptAsync();
        Assert.InRange(target.Requests, 80, 4_000);
    }

    [Fact]
    public async Task A_watch_that_cannot_work_keeps_no_run_from_its_end_and_is_reported()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite);
        DateTimeOffset at = DateTimeOffset.UtcNow;
        await service.Get<ResultStorage>().Blobs.UploadBlobAsync($"runs/{TableKeys.RunId(at, "blind")}/live.json", BinaryData.FromString("no json"));
        LoadRun run = await LoadRun.StartAsync(service, target, Plan("1s"), at, "blind");
        await run.EndAsync();
        Verdict verdict = await run.KeptAsync();
        Assert.Contains(verdict.Notes, n => n.Contains("Monitoring of the load ended early", StringComparison.Ordinal));
    }

    private static string Plan(string length) => $$"""
        version: 1
        name: sliced
        shards: 2
        load:
          browse:
            arrivals: { rate: 40/s, for: {{length}} }
            flow: [ { get: / } ]
        budgets: [ browse.errors < 1% ]
        """;
}
