using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class CancelWatchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_shard_that_waits_for_the_others_ends_soon_after_the_run_is_cancelled()
    {
        await using Bench bench = await Bench.StartAsync(azurite, null, "Perf:BarrierSeconds=600");
        RunRecord run = await bench.AddRunAsync(Samples.LoadPlan);
        Task<ShardResult> shard = bench.Make<RunLoadShard>().RunAsync(new LoadShard(run.RunId, 0, 2), new TestFunctionContext());
        await bench.Runs.RequestCancelAsync(run.RunId, default);
        Assert.Equal(ShardState.Cancelled, (await shard.WaitAsync(TimeSpan.FromMinutes(2))).State);
    }

    [Fact]
    public async Task An_audit_ends_soon_after_the_run_is_cancelled_and_says_why()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        bench.Auditor.Audit = async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("never");
        };
        RunRecord run = await bench.AddRunAsync(Samples.LoadAndPagePlan);
        Task<AuditResult> audit = bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext());
        await bench.Runs.RequestCancelAsync(run.RunId, default);
        Assert.Equal(new AuditResult("home", 0, "The run was stopped."), await audit.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_host_that_stops_is_no_end_of_an_audit()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        using var shutdown = new CancellationTokenSource();
        bench.Auditor.Audit = async (_, stop) =>
        {
            await shutdown.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("never");
        };
        RunRecord run = await bench.AddRunAsync(Samples.LoadAndPagePlan);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext(shutdown.Token)));
    }

    [Fact]
    public async Task Storage_that_does_not_answer_stops_no_work()
    {
        await using Bench bench = Bench.Create(Unreachable.Storage);
        string id = Samples.Run(Samples.Now).RunId;
        Task<int> work = bench.Get<CancelWatch>().RunAsync(
            id,
            async stop =>
            {
                // Longer than the storage client keeps trying.
                await Task.Delay(TimeSpan.FromSeconds(8), stop);
                return 42;
            },
            default);
        Assert.Equal(42, await work);
    }
}
