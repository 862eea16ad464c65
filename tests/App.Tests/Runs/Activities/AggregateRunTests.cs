using PerfFunctions.Api.Live;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class AggregateRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_whole_run_is_summed_up_and_passes()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan);
        RunSummary summary = (await _bench.Blobs.FindSummaryAsync(run.RunId, default))!;
        Assert.False(summary.Degraded);
        ScenarioSummary browse = Assert.Single(summary.Scenarios);
        Assert.Equal((20, 20), (browse.Counts.Completed, LatencyHistogram.Decode(browse.Response).Count));
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(run));
    }

    [Fact]
    public async Task A_lost_shard_is_reported_and_the_run_is_not_green()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan, shards: [Samples.Completed(), Samples.Lost(1)]);
        Assert.Equal(RunOutcome.Degraded, await _bench.JudgeAsync(run));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Contains(verdict.Notes, note => note.Contains("Shard 1 was lost", StringComparison.Ordinal));
        RunProgress progress = (await _bench.Blobs.FindProgressAsync(run.RunId, default))!;
        Assert.Null(progress.Budgets);
        Assert.Equal([LiveShardState.Lost, LiveShardState.Completed], progress.Shards.Shards.Select(s => s.State));
    }

    [Fact]
    public async Task A_lost_page_is_reported_and_the_run_is_not_green_even_when_no_budget_looks_at_it()
    {
        RunRecord run = await _bench.MeasuredAsync(
            Samples.LoadAndPagePlan, audits: [new AuditResult("home", 0, "The audit of 'home' failed: the browser went away")]);
        Assert.Equal(RunOutcome.Degraded, await _bench.JudgeAsync(run));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Contains(verdict.Notes, note => note.Contains("the browser went away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_nobody_tells_of_is_lost_too()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadAndPagePlan);
        PageSummary page = Assert.Single((await _bench.Blobs.FindSummaryAsync(run.RunId, default))!.Pages);
        Assert.Equal("The page was not audited.", Assert.Single(page.Loads).Failure);
        Assert.Equal(RunOutcome.Degraded, await _bench.JudgeAsync(run));
    }

    [Fact]
    public async Task A_page_that_was_measured_is_summed_up_as_it_was()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadAndPagePlan);
        AuditResult audit = await _bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext());
        Assert.Equal(new AuditResult("home", 1, null), audit);
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], [audit]), new TestFunctionContext());
        RunSummary summary = (await _bench.Blobs.FindSummaryAsync(run.RunId, default))!;
        Assert.Equal(1000, Assert.Single(Assert.Single(summary.Pages).Loads).Values["lcp"]);
        Assert.False(summary.Degraded);
    }

    [Theory]
    [InlineData(20, 20, false)]
    [InlineData(25, 20, true)]
    [InlineData(20, 25, true)]
    public async Task Load_that_was_written_and_cannot_be_read_back_is_reported_and_the_run_is_not_green(long started, long completed, bool isMissed)
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan, shards: [Samples.Completed() with
        {
            Written = new Dictionary<string, WrittenLoad> { ["browse"] = new(started, 0, completed) },
        }]);

        Assert.Equal(isMissed ? RunOutcome.Degraded : RunOutcome.Passed, await _bench.JudgeAsync(run));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Equal(isMissed, verdict.Notes.Any(note => note.Contains($"the shards measured {started} iterations and {completed} requests, and storage has 20 and 20", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_part_of_a_page_that_was_refused_for_its_address_is_reported_and_the_run_is_not_green()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadAndPagePlan);
        _bench.Auditor.Audit = (target, _) => Task.FromResult(Samples.Measured(target) with { Refused = ["'inner.example' must not be connected to: private network."] });
        await SendAsync(run);
        AuditResult audit = await _bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext());
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], [audit]), new TestFunctionContext());

        Assert.Equal(RunOutcome.Degraded, await _bench.JudgeAsync(run));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Contains(verdict.Notes, note => note.Contains("a request was blocked: 'inner.example'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Load_of_which_no_second_was_kept_has_no_data()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan);
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], []), new TestFunctionContext());
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(run));
    }

    [Fact]
    public async Task Merging_again_gives_the_same_and_counts_nothing_twice()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan);
        RunSummary first = (await _bench.Blobs.FindSummaryAsync(run.RunId, default))!;
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], []), new TestFunctionContext());
        Assert.Equivalent(first, await _bench.Blobs.FindSummaryAsync(run.RunId, default), strict: true);
    }

    private Task SendAsync(RunRecord run) => _bench.Intervals.SinkFor(run.RunId).WriteAsync([Samples.Interval(0), Samples.Interval(1)], default);
}
