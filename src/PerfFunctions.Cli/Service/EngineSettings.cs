namespace PerfFunctions.Cli.Service;

/// <summary>
/// How the runtime and the durable engine run outside Azure; host.json and the app settings have what holds in Azure. Decision
/// 0010 has the measurements.
/// </summary>
internal static class EngineSettings
{
    private const string Durable = "AzureFunctionsJobHost__extensions__durableTask__";

    // The emulator costs nothing but processor to ask: a run starts sooner by the half of this.
    private const string EmulatorPolling = "00:00:00.100";

    // Each partition has a queue that is asked. More than one serve only where several machines share a hub.
    private const string OwnPartitions = "1";

    // Each request to an account is paid for: five queues, asked once a second, are about 5 dollars a month and machine.
    private const string AccountPolling = "00:00:01";

    // 64 MB. By default the runtime collects generation 0 after every 6 MB: where scripts send 12,000 requests a second, that takes
    // up to 15 % of the second, and a second with so much of it does not count.
    private const string Generation0Bytes = "0x4000000";

    // After a process is killed, its activities are taken up again as soon as this has passed.
    private const string ActivityVisibility = "00:00:10";

    /// <summary>The settings, as environment variables.</summary>
    /// <param name="address">Where the service listens.</param>
    /// <param name="hub">The hub it joins; null for this machine's own.</param>
    /// <param name="storage">Connection string of the storage that keeps the hub.</param>
    public static Dictionary<string, string> Of(Uri address, TaskHub? hub, string storage)
    {
        bool isEmulator = storage.Contains("AccountName=devstoreaccount1", StringComparison.OrdinalIgnoreCase);
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["DOTNET_GCgen0size"] = Generation0Bytes,
            [$"{Durable}storageProvider__maxQueuePollingInterval"] = isEmulator ? EmulatorPolling : AccountPolling,
            [$"{Durable}storageProvider__workItemQueueVisibilityTimeout"] = ActivityVisibility,
            // The same after a restart, so that a machine takes up its own partitions at once, and another on each machine.
            ["Host__Instance"] = $"{Environment.MachineName}-{address.Port}",
        };
        if (hub is null && isEmulator)
        {
            settings[$"{Durable}storageProvider__partitionCount"] = OwnPartitions;
        }

        if (hub?.Name is { } name)
        {
            settings[$"{Durable}hubName"] = name;
            settings["Perf__Storage__Prefix"] = name;
        }

        return settings;
    }
}
