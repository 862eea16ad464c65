using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Quotas;

public sealed class AdmissionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    private Admission Admission => _bench.Get<Admission>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, _time, "Perf:Quotas:RunsPerHost=2", "Perf:Quotas:Runs=3");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Of_many_runs_that_begin_at_once_only_as_many_are_let_in_as_may_be()
    {
        CheckedRun[] asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => RunAsync($"https://{(i % 2 == 0 ? "a" : "b")}.example:{8000 + i}")));
        IReadOnlyList<PlanProblem>[] answers = await Task.WhenAll(asked.Select(run => Admission.EnterAsync(run, default)));
        Assert.Equal(3, answers.Count(problems => problems.Count == 0));
        Assert.Equal(3, (await Admission.RunningAsync(default)).Count);
        Assert.All((await Admission.RunningAsync(default)).GroupBy(l => Assert.Single(l.Hosts)), host => Assert.InRange(host.Count(), 1, 2));
    }

    [Fact]
    public async Task What_is_full_is_reported_all_at_once_and_other_runs_are_not_named()
    {
        CheckedRun first = await EnteredAsync("https://a.example"), second = await EnteredAsync("https://A.example:444/x");
        await EnteredAsync("https://b.example");
        IReadOnlyList<PlanProblem> problems = await Admission.EnterAsync(await RunAsync("https://a.example"), default);
        Assert.Equal(["runs", "target"], problems.Select(p => p.Path));
        Assert.Equal(["3 running", "2 running"], problems.Select(p => p.Value));
        Assert.All([first, second], run => Assert.DoesNotContain(problems, p => p.ToString().Contains(run.RunId!, StringComparison.Ordinal)));
        Assert.Equal("at most 2 concurrent runs per host (Perf:Quotas:RunsPerHost)", problems[1].Allowed);
    }

    [Fact]
    public async Task Load_of_runs_in_progress_is_added_up_for_a_host_and_in_all()
    {
        await using Bench bench = await Bench.StartAsync(azurite, _time, "Perf:Quotas:Rate=50", "Perf:Quotas:RateInAll=80", "Perf:Quotas:UsersInAll=5");
        Admission admission = bench.Get<Admission>();
        async Task<IReadOnlyList<PlanProblem>> EnterAsync(string host, string load) => await admission.EnterAsync(new CheckedRun(
            (await bench.AddRunAsync()).RunId, PlanParser.Parse($"version: 1\nname: shop\nload: {{ browse: {{ {load}, flow: [ {{ get: / }} ] }} }}").Plan!,
            $"https://{host}.example", RunTrigger.Http), default);

        Assert.Empty(await EnterAsync("a", "arrivals: { from: 0/s, to: 40/s, over: 10s }"));
        PlanProblem full = Assert.Single(await EnterAsync("a", "arrivals: { rate: 11/s, for: 1s }"));
        Assert.Equal(
            "load: this run and the running ones would exceed the limit of requests per second against 'a.example' (got '11 in addition to 40'); allowed: at most 50 in total (Perf:Quotas:Rate)",
            full.ToString());
        Assert.True(full.Transient);
        Assert.Empty(await EnterAsync("b", "arrivals: { rate: 11/s, for: 1s }"));
        PlanProblem tooMuch = Assert.Single(await EnterAsync("c", "arrivals: { rate: 30/s, for: 1s }"));
        Assert.Equal(("30 in addition to 51", "at most 80 in total (Perf:Quotas:RateInAll)", true), (tooMuch.Value, tooMuch.Allowed, tooMuch.Transient));
        Assert.False(Assert.Single(await EnterAsync("c", "users: { count: 6, for: 1s }")).Transient);
        Assert.Empty(await EnterAsync("c", "users: { count: 5, for: 1s }"));
    }

    [Theory]
    [InlineData("https://a.example./")]
    [InlineData("https://A.EXAMPLE:8443/")]
    [InlineData("https://b.example/", "https://a.example/cart")]
    public async Task A_host_is_full_however_it_is_written_and_wherever_in_the_plan(string target, string? path = null)
    {
        await EnteredAsync("https://a.example");
        await EnteredAsync("https://a.example");
        CheckedRun run = await RunAsync(target);
        PerfPlan plan = path is null ? run.Plan : PlanParser.Parse(Samples.LoadPlan.Replace("get: /", $"get: {path}", StringComparison.Ordinal)).Plan!;
        PlanProblem problem = Assert.Single(await Admission.EnterAsync(run with { Plan = plan }, default));
        Assert.Equal(path is null ? "target" : "load.browse.flow[0].get", problem.Path);
    }

    [Fact]
    public async Task A_run_that_is_planned_again_does_not_stand_in_its_own_way()
    {
        await EnteredAsync("https://a.example");
        CheckedRun run = await EnteredAsync("https://a.example");
        Assert.Empty(await Admission.EnterAsync(run, default));
        Assert.Empty(await Admission.ProblemsAsync(run, default));
        Assert.Equal(2, (await Admission.RunningAsync(default)).Count);
    }

    [Fact]
    public async Task A_run_that_broke_is_forgotten_and_one_that_measures_is_not()
    {
        await EnteredAsync("https://a.example");
        CheckedRun measures = await EnteredAsync("https://a.example");
        _time.Advance(TimeSpan.FromMinutes(6));
        await Admission.RenewAsync(measures.RunId!, default);
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal([measures.RunId], (await Admission.RunningAsync(default)).Select(l => l.RunId));
        await EnteredAsync("https://a.example");
    }

    [Fact]
    public async Task A_run_whose_shards_wait_for_their_instances_keeps_its_place()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan);
        using CancellationTokenSource end = new();
        Task watch = _bench.Make<WatchLoad>().RunAsync(await _bench.PlanAsync(run.RunId) with { LimitSeconds = 7200 }, new TestFunctionContext(end.Token));
        for (int turn = 0; turn < 3; turn++)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            await Eventually.TrueAsync(
                async () =>
                {
                    _time.Advance(TimeSpan.FromSeconds(1));
                    return Assert.Single(await Admission.RunningAsync(default)).Until > _time.GetUtcNow() + TimeSpan.FromMinutes(8);
                },
                "the lease to be renewed");
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    [Fact]
    public async Task A_run_whose_end_is_recorded_counts_no_longer()
    {
        CheckedRun run = await EnteredAsync("https://a.example");
        await _bench.Runs.FinishAsync(run.RunId!, RunOutcome.Passed, "", Samples.Now, default);
        Assert.Empty(await Admission.RunningAsync(default));
        await Admission.RenewAsync(run.RunId!, default);
        Assert.Empty(await _bench.Get<LeaseStore>().ListAsync(default));
    }

    [Fact]
    public async Task A_plan_takes_its_place_when_it_is_planned_and_gives_it_back_when_it_is_judged()
    {
        RunRecord first = await _bench.AddRunAsync(Samples.LoadPlan);
        await _bench.AddRunAsync(Samples.LoadPlan);
        RunRecord third = await _bench.AddRunAsync();
        await _bench.Blobs.SavePlanAsync(third.RunId, Samples.LoadPlan, default);
        RunStop stop = Assert.IsType<RunStop>((await _bench.PlanAsync(third.RunId)).Stop);
        Assert.Equal(RunOutcome.NoData, stop.Outcome);
        Assert.StartsWith("The run is refused:\n- line 3: target:", stop.Reason, StringComparison.Ordinal);
        await _bench.Make<EvaluateRun>().RunAsync(new RunJudgement(first.RunId, RunOutcome.InternalError, "broke"), new TestFunctionContext());
        Assert.Null((await _bench.PlanAsync(third.RunId)).Stop);
    }

    private async Task<CheckedRun> EnteredAsync(string target)
    {
        CheckedRun run = await RunAsync(target);
        Assert.Empty(await Admission.EnterAsync(run, default));
        return run;
    }

    private async Task<CheckedRun> RunAsync(string target) =>
        new((await _bench.AddRunAsync()).RunId, PlanParser.Parse(Samples.LoadPlan).Plan!, target, RunTrigger.Http);
}
