using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFunctions.TestKit;

namespace PerfFunctions.Host.Tests.Triggers;

public sealed class TimerTests(AzuriteFixture azurite) : IDisposable
{
    private readonly AppJournal _journal = AppJournal.Create();
    private readonly string _hub = AppHost.NewHub();

    public void Dispose() => _journal.Folder.Delete(recursive: true);

    [Fact]
    public async Task A_timer_runs_again_after_an_exception()
    {
        await using AppHost host = await AppHost.StartReadyAsync(Start() with { EverySecond = true });
        await Eventually.TrueAsync(() => _journal.Count("every second True") >= 3, "three runs", TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_run_that_was_missed_is_made_up_for_once()
    {
        // It leaves as it should: the lease of a host that was killed keeps its timers for a minute.
        await using (AppHost first = await AppHost.StartReadyAsync(Start()))
        {
            first.AskToStop();
            Assert.Equal(0, await first.ExitAsync());
        }

        Assert.Equal(0, _journal.Count("nightly True"));
        await MissARunAsync();
        await using AppHost second = await AppHost.StartReadyAsync(Start());
        await Eventually.TrueAsync(() => _journal.Count("nightly True") == 1, "the missed run");
    }

    [Theory]
    [InlineData("Nightly", 202)]
    [InlineData("nightly", 202)]
    [InlineData("Nobody", 404)]
    [InlineData("Plain", 400)]
    public async Task A_timer_is_run_by_hand(string function, int expected)
    {
        await using AppHost host = await AppHost.StartReadyAsync(Start());
        using HttpResponseMessage answer = await host.Http.PostAsync($"admin/functions/{function}", null);
        Assert.Equal(expected, (int)answer.StatusCode);
        if (expected == 202)
        {
            await Eventually.TrueAsync(() => _journal.Count("nightly False") == 1, "the run by hand");
        }
    }

    private AppStart Start() => new(azurite.ConnectionString, _journal.Folder.FullName) { Hub = _hub };

    // As if the last host had stopped two days ago.
    private async Task MissARunAsync()
    {
        BlobClient status = new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts")
            .GetBlobClient($"timers/{_hub.ToLowerInvariant()}/Functions.Nightly/status");
        Assert.True(await status.ExistsAsync());
        DateTime last = DateTime.UtcNow.Date.AddDays(-2).AddHours(3);
        await status.UploadAsync(
            BinaryData.FromString(JsonSerializer.Serialize(new { Last = last, Next = last.AddDays(1), LastUpdated = last })), overwrite: true);
    }
}
