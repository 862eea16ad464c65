namespace PerfFunctions.Cli.Service;

/// <summary>How a service is started on this machine.</summary>
/// <param name="Port">Port to listen on; another one where that is taken.</param>
public sealed record LocalServiceOptions(int Port)
{
    /// <summary>The hub to join; null for one of this machine's own.</summary>
    public TaskHub? Hub { get; init; }

    /// <summary>
    /// Folder of its data and log, which no other service may use; null for that of <c>azurite.config</c>, whose storage emulator
    /// it shares with others.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Further settings of the service.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
