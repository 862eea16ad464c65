namespace PerfFunctions.Azurite;

/// <summary>How the storage emulator is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Whether an emulator that already answers on the configured ports is used as it is. It is then not ended either.</summary>
    public bool AllowRunning { get; init; }

    /// <summary>Whether free ports are taken without a look at the configured ones.</summary>
    public bool FreePorts { get; init; }

    /// <summary>Whether data lives in memory only.</summary>
    public bool InMemory { get; init; }

    /// <summary>Receives progress messages, one sentence each.</summary>
    public IProgress<string>? Progress { get; init; }
}
