using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Trends;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class TimerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Service _service = null!;

    private PlanStore Plans => _service.Get<PlanStore>();

    private RunStore Runs => _service.Get<RunStore>();

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync(azurite);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_plan_is_run_when_it_is_due_and_not_again_that_night()
    {
        await SaveAsync("0 0 6 * * *");
        await NightlyAsync();
        Assert.Empty(await RunsAsync());
        _time.SetUtcNow(new DateTimeOffset(2026, 3, 4, 6, 0, 0, TimeSpan.Zero));
        await NightlyAsync();
        await NightlyAsync();
        RunRecord run = Assert.Single(await RunsAsync());
        Assert.Equal((RunTrigger.Schedule, "nowhere"), (run.Trigger, run.Plan));
        Assert.Equal(new Caller("nowhere", Role.Start, CallerProof.Schedule), run.By);
        Assert.StartsWith("20260304060000000-", run.RunId, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromDays(1));
        await NightlyAsync();
        Assert.Equal(2, (await RunsAsync()).Count);
    }

    [Fact]
    public async Task A_scheduled_run_has_the_profile_of_its_schedule()
    {
        string plan = Samples.PlanWithOpenTarget + "\nparameters: { runs: 5 }\nprofiles: { nightly: { parameters: { runs: 9 } } }";
        await Plans.SaveAsync("nowhere", new(plan, PlanFiles.None), new Schedule("0 0 6 * * *") { Profile = "nightly" }, _time.GetUtcNow(), default);
        Assert.Equal("nightly", Assert.Single(await Plans.ListAsync(default)).Profile);
        _time.Advance(TimeSpan.FromDays(1));
        await NightlyAsync();
        Assert.Equal("nightly", Assert.Single(await RunsAsync()).Settings.Profile);
    }

    [Fact]
    public async Task Several_missed_nights_are_made_up_for_once()
    {
        await SaveAsync("0 0 6 * * *");
        _time.Advance(TimeSpan.FromDays(5));
        await NightlyAsync();
        await NightlyAsync();
        Assert.Single(await RunsAsync());
    }

    [Fact]
    public async Task Two_hosts_at_the_same_minute_start_one_run()
    {
        await SaveAsync("0 0 6 * * *");
        _time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(NightlyAsync(), NightlyAsync());
        Assert.Single(await RunsAsync());
    }

    [Fact]
    public async Task A_plan_whose_schedule_cannot_be_read_does_not_hold_up_the_others()
    {
        await SaveAsync("0 0 6 * * *");
        await Plans.SaveAsync("broken", new("", PlanFiles.None), new Schedule("every night"), _time.GetUtcNow(), default);
        _time.Advance(TimeSpan.FromDays(1));
        await NightlyAsync();
        Assert.Single(await RunsAsync());
    }

    [Fact]
    public async Task A_plan_without_a_schedule_is_never_due()
    {
        await SaveAsync(null);
        _time.Advance(TimeSpan.FromDays(365));
        await NightlyAsync();
        Assert.Empty(await RunsAsync());
    }

    [Fact]
    public async Task The_purge_takes_all_of_old_runs_that_are_not_in_progress_and_nothing_else()
    {
        RunRecord old = await EndedAsync(TimeSpan.FromDays(91));
        RunRecord young = await EndedAsync(TimeSpan.FromDays(89));
        RunRecord baseline = await EndedAsync(TimeSpan.FromDays(200));
        await _service.Get<BaselineStore>().AcceptAsync(baseline.Plan, baseline.RunId, default);
        RunRecord broken = Samples.Run(Samples.Now - TimeSpan.FromDays(300));
        await Runs.AddAsync(broken, default);

        await _service.Make<PurgeTimer>(_time).RunAsync(new TimerInfo(), _service.Durable, default);

        Assert.Equal([young.RunId, baseline.RunId], (await RunsAsync()).Select(r => r.RunId));
        Assert.False(await IsAnythingLeftAsync(old));
        Assert.True(await IsAnythingLeftAsync(young));
        Assert.True(await IsAnythingLeftAsync(baseline));
        Assert.Null(await _service.Durable.GetInstanceAsync(old.RunId, default));
        Assert.NotNull(await _service.Durable.GetInstanceAsync(young.RunId, default));
    }

    [Fact]
    public async Task The_purge_takes_old_rows_of_histories_and_of_deliveries_and_leaves_the_young()
    {
        // A delivery's age is when its row was written, by the clock of storage.
        ResultStorage storage = _service.Get<ResultStorage>();
        await _service.Get<ClaimStore>().ClaimAsync("github", "a delivery", "a run", default);
        DateTimeOffset now = (await storage.Deliveries.QueryAsync<TableEntity>().FirstAsync()).Timestamp!.Value;
        RunConditions conditions = new("shop", "measured", "", "", new HostKind("", "", 2));
        foreach (int days in new[] { 1, 89, 91, 300 })
        {
            string id = TableKeys.RunId(now.AddDays(-days), $"d{days}");
            await _service.Get<VerdictStore>().AddAsync("shop", new Verdict { RunId = id, Outcome = RunOutcome.Passed, Headline = "fine" }, conditions, default);
            await _service.Get<TrendStore>().AddAsync(
                conditions, new TrendRun { RunId = id, StartedAt = now.AddDays(-days), Outcome = RunOutcome.Passed, Values = [] }, default);
        }

        await PurgeAsync(now);
        Assert.Equal(["d1", "d89"], (await storage.Verdicts.QueryAsync<TableEntity>().ToListAsync()).Select(r => r.GetString("RunId").Split('-')[1]));
        Assert.Equal(["d1", "d89"], (await storage.Trends.QueryAsync<TableEntity>().ToListAsync()).Select(r => r.GetString("RunId").Split('-')[1]));
        Assert.Equal(1, await storage.Deliveries.QueryAsync<TableEntity>().CountAsync());

        await PurgeAsync(now.AddDays(91));
        Assert.Empty(await storage.Verdicts.QueryAsync<TableEntity>().ToListAsync());
        Assert.Empty(await storage.Trends.QueryAsync<TableEntity>().ToListAsync());
        Assert.Empty(await storage.Deliveries.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task The_purge_takes_the_durable_history_of_a_command_that_started_no_run()
    {
        var cancel = new PullRequestCommand { Kind = CommandKind.Cancel, Where = Samples.PullRequest, Sender = "octo" };
        await _service.Make<RunStarter>(_time).AskAsync(_service.Durable, cancel, new RunClaim("github", "a comment"), default);
        string id = (await _service.Durable.GetAllInstancesAsync().FirstAsync()).InstanceId;
        DateTimeOffset created = (await _service.EndAsync(id)).CreatedAt;

        await PurgeAsync(created.AddDays(89));
        Assert.NotNull(await _service.Durable.GetInstanceAsync(id, default));
        await PurgeAsync(created.AddDays(91));
        Assert.Null(await _service.Durable.GetInstanceAsync(id, default));
    }

    private Task PurgeAsync(DateTimeOffset at) =>
        _service.Make<PurgeTimer>(new FakeTimeProvider(at)).RunAsync(new TimerInfo(), _service.Durable, default);

    private Task NightlyAsync() => _service.Make<NightlyTimer>(_time, _service.Make<RunStarter>(_time))
        .RunAsync(new TimerInfo(), _service.Durable, default);

    private Task SaveAsync(string? nightly) => Plans.SaveAsync("nowhere", new(Samples.PlanWithOpenTarget, PlanFiles.None), nightly is null ? null : new Schedule(nightly), _time.GetUtcNow(), default);

    private Task<IReadOnlyList<RunRecord>> RunsAsync() => Runs.ListAsync(null, 100, default);

    private async Task<RunRecord> EndedAsync(TimeSpan ago)
    {
        var then = new FakeTimeProvider(Samples.Now - ago);
        string id = await _service.Make<RunStarter>(then).StartAsync(
            _service.Durable, new RunStart(RunTrigger.Http, "nowhere", Samples.PlanWithOpenTarget), default);
        await _service.EndAsync(id);
        await _service.Get<IntervalStore>().SinkFor(id).WriteAsync([Samples.Interval(0)], default);
        await _service.Get<StartBarrier>().ArriveAsync(id, 0, 1, default);
        Assert.Equal(RunOutcome.NoData, (await Runs.GetAsync(id, default)).Outcome);
        return await Runs.GetAsync(id, default);
    }

    private async Task<bool> IsAnythingLeftAsync(RunRecord run)
    {
        ResultStorage storage = _service.Get<ResultStorage>();
        int rows = await storage.Runs.QueryAsync<TableEntity>(r => r.PartitionKey == run.RunId).CountAsync();
        int intervals = await _service.Get<IntervalStore>().ReadAllAsync(run.RunId, default).CountAsync();
        int blobs = await storage.Blobs.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"runs/{run.RunId}/", default).CountAsync();
        return rows + intervals + blobs > 0;
    }
}
