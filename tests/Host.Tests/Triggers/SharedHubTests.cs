using System.Diagnostics;
using System.Text.Json;
using PerfFunctions.TestKit;

namespace PerfFunctions.Host.Tests.Triggers;

/// <summary>Several hosts on one task hub, and one host after another.</summary>
public sealed class SharedHubTests(AzuriteFixture azurite) : IDisposable
{
    private readonly AppJournal _journal = AppJournal.Create();
    private readonly string _hub = AppHost.NewHub();

    public void Dispose() => _journal.Folder.Delete(recursive: true);

    [Fact]
    public async Task Two_hosts_share_the_work_of_one_orchestration()
    {
        await using AppHost first = await StartAsync("first");
        await using AppHost second = await StartAsync("second");
        _journal.Open("step");

        // Whichever is quicker may take much of a small piece of work; over several, each has its share.
        for (int round = 0; _journal.Hosts("step").Count < 2 && round < 20; round++)
        {
            JsonElement end = await first.RunAsync("Flow");
            Assert.Equal(20, end.GetProperty("output").GetInt32());
        }

        Assert.Equal(["first", "second"], _journal.Hosts("step").Keys.Order());
    }

    [Fact]
    public async Task A_killed_host_goes_on_at_its_next_start_and_runs_each_finished_activity_once()
    {
        string id;
        await using (AppHost first = await StartAsync("one"))
        {
            id = await first.ScheduleAsync("Flow");
            await AtTheGateAsync();
            await first.KillAsync();
        }

        await EndsAsync("one", id);
    }

    [Fact]
    public async Task A_host_that_is_asked_to_stop_leaves_its_activity_to_the_next()
    {
        string id;
        await using (AppHost first = await StartAsync("first"))
        {
            id = await first.ScheduleAsync("Flow");
            await AtTheGateAsync();
            first.AskToStop();
            Assert.Equal(0, await first.ExitAsync());
        }

        await EndsAsync("second", id);
    }

    [Fact]
    public async Task A_host_takes_over_from_one_that_was_killed_beside_it()
    {
        await using AppHost first = await StartAsync("first");
        await using AppHost second = await StartAsync("second");
        string id = await first.ScheduleAsync("Flow");
        await AtTheGateAsync();
        string worker = _journal.Hosts("begin").Keys.Last();
        await (worker == "first" ? first : second).KillAsync();
        _journal.Open("step");
        await (worker == "first" ? second : first).EndAsync(id);
        Assert.Equal(Steps, _journal.Lines("step"));
    }

    private static string[] Steps => [.. Enumerable.Range(1, 10).Concat(Enumerable.Range(100, 10)).Select(step => $"step {step}").Order()];

    private Task<AppHost> StartAsync(string instance) =>
        AppHost.StartReadyAsync(new(azurite.ConnectionString, _journal.Folder.FullName) { Hub = _hub, Instance = instance });

    private Task AtTheGateAsync() => Eventually.TrueAsync(() => _journal.Count("begin") >= 1, "the step at the gate");

    private async Task EndsAsync(string instance, string id)
    {
        _journal.Open("step");
        var watch = Stopwatch.StartNew();
        await using AppHost second = await StartAsync(instance);
        JsonElement end = await second.EndAsync(id);
        TestContext.Current.TestOutputHelper!.WriteLine($"from the start of the next host to the end: {watch.Elapsed.TotalSeconds:F1} s");
        Assert.Equal("Completed", end.GetProperty("status").GetString());
        Assert.Equal(Steps, _journal.Lines("step"));
    }
}
