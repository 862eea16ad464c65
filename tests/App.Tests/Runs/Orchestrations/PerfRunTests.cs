using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Runs.Orchestrations;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Reports.Figures;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Orchestrations;

public sealed class PerfRunTests(AzuriteFixture azurite)
{
    // Retries and time limits are minutes long.
    private const double Speed = 60;

    private const string PagePlan = """
        version: 1
        name: shop
        target: https://shop.example
        pages:
          home: { path: /, runs: 1 }
        budgets: [ home.lcp < 2.5s ]
        """;

    [Fact]
    public async Task A_run_goes_from_request_to_verdict_and_tells_the_pull_request_once()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        RunReport report = await RunAsync(service, PagePlan);
        Assert.Equal(RunOutcome.Passed, report.Verdict.Outcome);
        Assert.Equal([1, 2, 3], report.Screenshots["home"]);
    }

    [Fact]
    public async Task A_run_that_finds_no_room_waits_until_there_is_some()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed / 4), "Perf:Quotas:Runs=1");
        (string other, string runId) = await WaitingAsync(service);
        Assert.Null((await service.Get<RunStore>().GetAsync(runId, default)).Outcome);
        await service.Get<RunStore>().FinishAsync(other, RunOutcome.Passed, "", DateTimeOffset.UtcNow, default);

        await service.EndAsync(runId);
        Assert.Equal(RunOutcome.Passed, service.PullRequests.Checks[runId]!.Verdict.Outcome);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_waits_for_room_ends_as_that()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed / 4), "Perf:Quotas:Runs=1");
        (_, string runId) = await WaitingAsync(service);
        await service.Get<RunStore>().RequestCancelAsync(runId, default);

        await service.EndAsync(runId);
        Assert.Equal(RunOutcome.Cancelled, service.PullRequests.Checks[runId]!.Verdict.Outcome);
    }

    [Fact]
    public async Task An_activity_that_keeps_failing_ends_the_run_as_an_internal_error_with_its_cause()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.PullRequests.Broken = new InvalidOperationException("GitHub is on fire");
        RunReport report = await RunAsync(service, plan: null);
        Assert.Equal(RunOutcome.InternalError, report.Verdict.Outcome);
        Assert.Contains(report.Verdict.Notes, note => note.Contains("OpenPullRequest", StringComparison.Ordinal) && note.Contains("GitHub is on fire", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_cannot_be_judged_still_has_a_verdict_and_the_pull_request_is_reported()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        var unreadable = new TableEntity("shop", TableKeys.RunUnder("conditions", "run")) { ["RunId"] = "run", ["Conditions"] = "no JSON" };
        await service.Get<ResultStorage>().Baselines.AddEntityAsync(unreadable);

        RunReport report = await RunAsync(service, PagePlan.Replace("home.lcp < 2.5s", "home.lcp regression < 10%", StringComparison.Ordinal));

        Assert.Equal((RunOutcome.InternalError, 0), (report.Verdict.Outcome, report.Verdict.Rules.Count));
        Assert.Contains(report.Verdict.Notes, note => note.StartsWith("EvaluateRun failed: ", StringComparison.Ordinal));
        Assert.NotNull(report.Summary);
    }

    [Fact]
    public async Task A_report_that_cannot_be_rendered_is_made_again_without_its_figures_and_at_once()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.Faults.Fail(nameof(ReportRun), calls: 1);

        RunReport report = await RunAsync(service, PagePlan);

        Assert.Equal(RunOutcome.InternalError, report.Verdict.Outcome);
        Assert.Contains("ReportRun failed: a fault of the test", report.Verdict.Notes);
        Assert.Null(report.Summary);
        Assert.Equal(2, service.Faults.Calls[nameof(ReportRun)]);
    }

    [Fact]
    public async Task An_outage_is_waited_for_and_leaves_no_trace_in_the_verdict()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.Faults.Fail(nameof(ReportRun), new HttpRequestException("storage is away"), calls: 3);

        RunReport report = await RunAsync(service, PagePlan);

        Assert.Equal(RunOutcome.Passed, report.Verdict.Outcome);
        Assert.Equal(4, service.Faults.Calls[nameof(ReportRun)]);
    }

    [Fact]
    public async Task Where_nothing_can_be_judged_the_check_ends_in_plain_words_and_health_lists_the_run()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.Faults.Fail(nameof(EvaluateRun));
        string runId = (await StartAsync(service, PagePlan)).RunId;

        await service.EndAsync(runId);

        Verdict verdict = service.PullRequests.Checks[runId]!.Verdict;
        Assert.Equal(RunOutcome.InternalError, verdict.Outcome);
        Assert.StartsWith("The report could not be created:", verdict.Headline, StringComparison.Ordinal);
        Assert.Contains(await service.Get<UndeliveredStore>().ListAsync(10, default), run => run.Contains(runId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_noise_leaves_the_comparison_open_is_loaded_further_until_it_is_decided()
    {
        const string Plan = """
            version: 1
            name: shop
            target: https://shop.example
            pages:
              home: { path: /, runs: 5 }
            budgets: [ home.lcp regression < 10% ]
            """;
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        int load = 0;
        double Lcp() => 1000 + (40 * (load++ % 5));
        double slower = 1;
        service.Auditor.Audit = (target, _) => Task.FromResult(Samples.Measured(target) with
        {
            Loads = [.. Enumerable.Range(1, target.Runs).Select(n => new PageLoad { Number = n, Values = new Dictionary<string, double> { ["lcp"] = slower * Lcp() } })],
        });
        RunReport first = await RunAsync(service, Plan);
        Assert.Equal(RunOutcome.NoData, first.Verdict.Outcome);
        await service.Get<BaselineStore>().AcceptAsync("shop", first.RunId, default);
        service.PullRequests.Checks.Clear();

        slower = 1.05;
        RunReport report = await RunAsync(service, Plan);
        Assert.InRange(report.Summary!.Pages[0].Loads.Count, 6, 30);
        Assert.Equal(Enumerable.Range(1, report.Summary.Pages[0].Loads.Count), report.Summary.Pages[0].Loads.Select(l => l.Number));
        Assert.Equal(report.Summary.Pages[0].Loads.Count, report.Verdict.Rules[0].Comparison!.SampleHead);
    }

    [Fact]
    public async Task A_lost_audit_ends_in_a_verdict_that_has_no_data()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.Auditor.Audit = (_, _) => throw new InvalidOperationException("the browser went away");
        RunReport report = await RunAsync(service, PagePlan);
        Assert.Equal(RunOutcome.NoData, report.Verdict.Outcome);
        Assert.Contains("the browser went away", Assert.Single(report.Verdict.Rules).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_over_its_limit_is_stopped_and_timed_out()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed), "Perf:BarrierSeconds=1");
        var stopped = new TaskCompletionSource();
        service.Auditor.Audit = async (_, stop) =>
        {
            await using CancellationTokenRegistration told = stop.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("never");
        };
        RunReport report = await RunAsync(service, $"{PagePlan}\nload: {{ browse: {{ users: {{ count: 1, for: 1s }}, flow: [ {{ get: / }} ] }} }}");
        Assert.True(report.Verdict.Outcome == RunOutcome.TimedOut, $"{report.Verdict.Headline} {string.Join(' ', report.Verdict.Notes)}");
        Assert.Null((await service.Get<RunStore>().GetAsync(report.RunId, default)).GoAt);
        Assert.Equal(RuleStatus.NoData, Assert.Single(report.Verdict.Rules).Status);
        await stopped.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task What_was_measured_before_the_limit_is_in_the_report()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed), "Perf:BarrierSeconds=1");
        service.Auditor.Audit = async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("never");
        };

        RunReport report = await RunAsync(service, $$"""
            version: 1
            name: shop
            target: {{target.Address}}
            audits: under-load
            pages: { home: { path: /, runs: 1 } }
            load: { browse: { users: { count: 1, iterations: 5, for: 60s }, flow: [ { get: / } ] } }
            budgets: [ browse.errors < 1%, home.lcp < 2.5s ]
            """);

        Assert.Equal(RunOutcome.TimedOut, report.Verdict.Outcome);
        Assert.Equal([RuleStatus.Pass, RuleStatus.NoData], report.Verdict.Rules.Select(rule => rule.Status));
        Assert.Equal(5, report.Summary!.Scenarios.Single().Counts.Completed);
    }

    [Fact]
    public async Task Shards_that_fail_come_back_as_lost_and_the_run_has_no_data()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        var plan = new RunPlan { RunId = "20260304050607089-a1", Shards = 2 };
        string id = await service.Durable.ScheduleNewOrchestrationInstanceAsync(nameof(LoadPhase), plan);
        ShardResult[] shards = (await service.EndAsync(id)).ReadOutputAs<ShardResult[]>()!;
        Assert.Equal([0, 1], shards.Select(s => s.Shard));
        Assert.All(shards, s => Assert.Equal(ShardState.Lost, s.State));
        Assert.All(shards, s => Assert.Contains("has no record", s.Reason, StringComparison.Ordinal));
    }

    // A run that is let in, and one that finds no room because of it.
    private static async Task<(string Other, string Waiting)> WaitingAsync(Service service)
    {
        RunRecord other = Samples.Run(DateTimeOffset.UtcNow, "other");
        await service.Get<RunStore>().AddAsync(other, default);
        var guarded = new CheckedRun(other.RunId, PlanParser.Parse(PagePlan).Plan!, "https://shop.example", RunTrigger.Http);
        Assert.Empty(await service.Get<Admission>().EnterAsync(guarded, default));
        string waiting = (await StartAsync(service, PagePlan)).RunId;
        await Eventually.TrueAsync(() => service.PullRequests.Checks.ContainsKey(waiting), "the check of a run that waits");
        return (other.RunId, waiting);
    }

    private static async Task<RunReport> RunAsync(Service service, string? plan)
    {
        string runId = (await StartAsync(service, plan)).RunId;
        OrchestrationMetadata end = await service.EndAsync(runId);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}");
        Assert.Equal("done", end.ReadCustomStatusAs<string>());
        RunReport report = Assert.IsType<RunReport>(Assert.Single(service.PullRequests.Checks).Value);
        RunRecord run = await service.Get<RunStore>().GetAsync(runId, default);
        Assert.Equal(run.Outcome, report.Verdict.Outcome);
        Assert.Equal(end.ReadOutputAs<RunOutcome>(), report.Verdict.Outcome);
        return report;
    }

    private static async Task<RunRequest> StartAsync(Service service, string? plan) => new(await service.Get<RunStarter>().StartAsync(
        service.Durable, new RunStart(RunTrigger.PullRequest, "shop", plan) { PullRequest = Samples.PullRequest }, default));
}
