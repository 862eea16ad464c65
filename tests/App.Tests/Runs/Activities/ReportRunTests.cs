using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class ReportRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly string[] Formats = ["html", "md", "json", "xml"];

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, _time);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Reporting_twice_leaves_one_end_one_check_and_the_same_four_reports()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.JudgeAsync(run, RunOutcome.TimedOut, "too long");
        await ReportAsync(run);
        RunRecord once = await _bench.Runs.GetAsync(run.RunId, default);
        string[] reports = await ReportsAsync(run);
        _time.Advance(TimeSpan.FromHours(1));
        await ReportAsync(run);
        Assert.Equal(once, await _bench.Runs.GetAsync(run.RunId, default));
        Assert.Equal(reports, await ReportsAsync(run));
        Assert.Equal(RunOutcome.TimedOut, once.Outcome);
        Assert.Equal(RunOutcome.TimedOut, Assert.Single(_bench.PullRequests.Checks).Value!.Verdict.Outcome);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d")]
    public async Task The_report_names_the_pull_request_by_a_short_commit(string sha)
    {
        RunRecord run = await _bench.AddRunAsync(null, Samples.PullRequest with { HeadSha = sha }, RunTrigger.PullRequest);
        await _bench.JudgeAsync(run);
        await ReportAsync(run);
        Assert.Equal($"octo/shop#17 at {sha[..Math.Min(7, sha.Length)]}", _bench.PullRequests.Checks[run.RunId]!.PullRequest);
    }

    [Fact]
    public async Task A_run_that_was_not_judged_cannot_be_reported()
    {
        RunRecord run = await _bench.AddRunAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReportAsync(run));
        Assert.Null((await _bench.Runs.GetAsync(run.RunId, default)).Outcome);
    }

    private async Task ReportAsync(RunRecord run)
    {
        await _bench.Make<ReportRun>().RunAsync(new RunRequest(run.RunId), new TestFunctionContext());
        Assert.Null((await _bench.Make<NotifyPullRequest>().RunAsync(new RunRequest(run.RunId), new TestFunctionContext())).Problem);
    }

    private async Task<string[]> ReportsAsync(RunRecord run) =>
        await Task.WhenAll(Formats.Select(async format => (await _bench.Blobs.FindReportAsync(run.RunId, format, default))!.ToString()));
}
