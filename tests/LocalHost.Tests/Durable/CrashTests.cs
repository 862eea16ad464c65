using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Durable;

public sealed class CrashTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _hub = AppDriver.NewHub();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localhost-crash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_killed_process_goes_on_at_the_next_start_and_runs_each_completed_activity_once()
    {
        await using (TestAppProcess first = await TestAppProcess.StartReadyAsync(azurite, _hub, _folder.FullName))
        {
            await first.Http.PostAsync("api/flows/one", null);
            await first.UntilAsync("api/flows/one", "Running 5");
            await first.KillAsync();
        }

        await OpenGateAsync();
        await using TestAppProcess second = await TestAppProcess.StartReadyAsync(azurite, _hub, _folder.FullName);
        await second.UntilAsync("api/flows/one", "Completed 10 20");
        string[] steps = [.. _folder.GetFiles().Where(file => file.Name != "gate").Select(file => file.Name.Split('-')[0])];
        Assert.Equal(
            Enumerable.Range(1, 10).Concat(Enumerable.Range(100, 10)).Select(step => $"{step}").Order(),
            steps.Order());
    }

    [Fact]
    public async Task A_process_asked_to_stop_exits_in_seconds_and_its_cancelled_activity_runs_again()
    {
        await using (TestAppProcess first = await TestAppProcess.StartReadyAsync(azurite, _hub, _folder.FullName))
        {
            await first.Http.PostAsync("api/flows/two", null);
            await first.UntilAsync("api/flows/two", "Running 5");
            first.AskToStop();
            Assert.Equal(0, await first.ExitAsync(TimeSpan.FromSeconds(6)));
        }

        await OpenGateAsync();
        await using TestAppProcess second = await TestAppProcess.StartReadyAsync(azurite, _hub, _folder.FullName);
        await second.UntilAsync("api/flows/two", "Completed 10 20");
    }

    [Fact]
    public async Task A_second_process_on_the_hub_is_refused_with_the_first_ones_id()
    {
        await using TestAppProcess first = await TestAppProcess.StartReadyAsync(azurite, _hub, _folder.FullName);
        await using TestAppProcess second = TestAppProcess.Start(azurite, _hub, _folder.FullName);
        Assert.NotEqual(0, await second.ExitAsync(TimeSpan.FromSeconds(20)));
        await Eventually.TrueAsync(
            () => second.Output.Contains($"is in use by process {first.Id}", StringComparison.Ordinal), "the refusal");
    }

    private Task OpenGateAsync() => File.WriteAllTextAsync(Path.Combine(_folder.FullName, "gate"), string.Empty);
}
