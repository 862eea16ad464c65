using PerfFunctions.App.Triggers;
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
    public async Task Three_machines_share_the_shards_and_any_of_them_answers_for_the_run()
    {
        ServiceProcess[] machines = [await JoinAsync(), await JoinAsync(), await JoinAsync()];
        RunView run = await EndAsync(machines[2], await StartAsync(machines[0], shards: 6, "3s"));
        Assert.Equal((RunOutcome.Passed, 60), (run.Outcome, _target.Requests));
    }

    [Fact]
    public async Task A_run_that_one_machine_cannot_bear_goes_on_once_another_joins()
    {
        ServiceProcess first = await JoinAsync();
        string runId = await StartAsync(first, shards: 4, "3s");
        await Eventually.TrueAsync(async () => (await first.Client.GetAsync(runId, Test)).Stage == "load", "the load", TimeSpan.FromSeconds(60));
        Assert.Equal(0, _target.Requests);

        await JoinAsync();
        RunView run = await EndAsync(first, runId);
        Assert.Equal((RunOutcome.Passed, 60), (run.Outcome, _target.Requests));
    }

    [Fact]
    public async Task A_machine_that_is_killed_costs_its_shards_and_the_run_says_so_in_one_verdict()
    {
        ServiceProcess first = await JoinAsync();
        ServiceProcess second = await JoinAsync();
        string runId = await StartAsync(first, shards: 4, "30s");
        await Eventually.TrueAsync(() => _target.Requests > 60, "load", TimeSpan.FromSeconds(60));
        await second.KillAsync();

        RunView run = await EndAsync(first, runId);
        Assert.Contains(run.Outcome!.Value, new[] { RunOutcome.Degraded, RunOutcome.Failed });
        Assert.NotNull(run.Verdict);
        Assert.InRange(_target.Requests, 60, 599);
    }

    [Fact]
    public async Task A_machine_that_leaves_hands_its_shards_to_the_others()
    {
        ServiceProcess first = await JoinAsync();
        ServiceProcess second = await JoinAsync();
        string runId = await StartAsync(first, shards: 2, "20s");
        await Eventually.TrueAsync(() => _target.Requests > 40, "load", TimeSpan.FromSeconds(60));
        await first.StopAsync();

        RunView run = await EndAsync(second, runId);
        Assert.Contains(run.Outcome!.Value, new[] { RunOutcome.Passed, RunOutcome.Degraded });
        Assert.InRange(_target.Requests, 300, 400);
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
