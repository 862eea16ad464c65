namespace PerfFunctions.Cli.Service;

/// <summary>Which service a command speaks to.</summary>
/// <param name="Server">Address given; null for the one on this machine.</param>
/// <param name="Key">Key; null for none.</param>
/// <param name="Port">Port of a service started on this machine.</param>
public sealed record Settings(Uri? Server, string? Key, int Port)
{
    /// <summary>Access token of Entra; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Folder of data and log of a service started on this machine; null for the one that services here share.</summary>
    public string? State { get; init; }

    /// <summary>Hub that a service started on this machine joins; null for one of its own.</summary>
    public TaskHub? Hub { get; init; }

    /// <summary>Default port of the service on this machine.</summary>
    public const int DefaultPort = 7071;
}
