using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;

namespace PerfFunctions.Host.Triggers;

/// <summary>
/// Keeps when timers ran and run next where the real host keeps it, so that all hosts of a hub share it and a run that was
/// missed is made up for, whichever host ran before.
/// </summary>
internal sealed class BlobScheduleMonitor(string storage, IHostIdProvider host) : ScheduleMonitor
{
    private readonly BlobContainerClient _container = new(storage, "azure-webjobs-hosts");

    public override async Task<ScheduleStatus?> GetStatusAsync(string timerName)
    {
        try
        {
            return (await (await BlobAsync(timerName)).DownloadContentAsync()).Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        await _container.CreateIfNotExistsAsync();
        await (await BlobAsync(timerName)).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true);
    }

    private async Task<BlobClient> BlobAsync(string timer) =>
        _container.GetBlobClient($"timers/{await host.GetHostIdAsync(CancellationToken.None)}/{timer}/status");
}
