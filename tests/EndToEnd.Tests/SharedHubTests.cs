using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>
/// Several machines on one hub. Each takes at most three activities at once, of which the watch of a load is one: four shards
/// that have to start together need two machines.
/// </summary>
public sealed class SharedHubTests(ServiceFixture fixture) : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Small = new()
    {
        ["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"] = "3",
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount"] = "4",
    };

    private readonly string _hub = ServiceProcess.NewHub();
    private readonly List<ServiceProcess> _machines = [];
    private TestTarget _target = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ServiceFixture.SkipWhereGiven();
        _target = await TestTarget.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProcess machine in _machines)
        {
            await machine.DisposeAsync();
        }

        await _target.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_one_machine_cannot_bear_waits_for_another_and_any_of_them_answers_for_it()
    {
        ServiceProcess first = await JoinAsync();
        string runId = await StartAsync(first, shards: 4, "3s");
        await Eventually.TrueAsync(async () => (await first.Client.GetAsync(runId, Test)).Stage == "load", "the load");
        Assert.Equal(0, _target.Requests);

        await JoinAsync();
        Expect.Passed(await EndAsync(first, runId));
        int dropped = await ServiceFixture.DroppedAsync(first.Client, runId);
        Assert.Equal(60, _target.Requests + dropped);

        ServiceProcess third = await JoinAsync();
        runId = await StartAsync(first, shards: 6, "3s");
        Expect.Passed(await EndAsync(third, runId));
        Assert.Equal(120, _target.Requests + dropped + await ServiceFixture.DroppedAsync(third.Client, runId));
    }

    [Fact]
    public async Task A_machine_that_leaves_hands_its_shards_to_the_others_and_one_that_is_killed_costs_them()
    {
        ServiceProcess first = await JoinAsync();
        ServiceProcess second = await JoinAsync();
        string runId = await StartAsync(first, shards: 2, "20s");
        await Eventually.TrueAsync(() => _target.Requests > 40, "load");
        int sent = _target.Requests;
        await first.StopAsync();

        RunView run = await EndAsync(second, runId);
        Assert.Contains(run.Outcome!.Value, new[] { RunOutcome.Passed, RunOutcome.Degraded });
        // At least the second's own shard, and what the first had sent of its.
        int dropped = await ServiceFixture.DroppedAsync(second.Client, runId);
        Assert.InRange(_target.Requests, 200 + (sent / 2) - dropped, 400);

        int before = _target.Requests;
        await first.StartAsync();
        runId = await StartAsync(second, shards: 4, "30s");
        await Eventually.TrueAsync(() => _target.Requests > before + 60, "load");
        await first.KillAsync();

        run = await EndAsync(second, runId);
        Assert.Contains(run.Outcome!.Value, new[] { RunOutcome.Degraded, RunOutcome.Failed });
        Assert.NotNull(run.Verdict);
        Assert.InRange(_target.Requests - before, 60, 599);
    }

    private async Task<ServiceProcess> JoinAsync()
    {
        var machine = new ServiceProcess(fixture.Storage, Small, _hub);
        _machines.Add(machine);
        await machine.StartAsync();
        return machine;
    }

    private async Task<string> StartAsync(ServiceProcess machine, int shards, string length) => (await machine.Client.StartAsync(
        $$"""
        version: 1
        name: spread
        shards: {{shards}}
        load: { browse: { arrivals: { rate: 20/s, for: {{length}} }, flow: [ { get: / } ] } }
        budgets: [ browse.errors < 1% ]
        """,
        _target.Address.ToString(),
        Test)).RunId;

    private static Task<RunView> EndAsync(ServiceProcess machine, string runId) => ServiceFixture.EndOfAsync(machine.Client, runId);
}
