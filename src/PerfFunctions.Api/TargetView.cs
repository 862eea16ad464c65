namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/targets/{host}</c>.</summary>
/// <param name="Host">The host.</param>
/// <param name="Token">What the file or the record has to hold; null where the service has no secret.</param>
/// <param name="File">Where the file has to be.</param>
/// <param name="Record">Name of the TXT record; null for an address.</param>
/// <param name="Verified">Whether it may be tested now.</param>
/// <param name="By">What shows it.</param>
public sealed record TargetView(string Host, string? Token, Uri File, string? Record, bool Verified, ProofKind By)
{
    /// <summary>Why the file does not show it; null when it does, or was not asked for.</summary>
    public string? FileProblem { get; init; }

    /// <summary>Why the record does not show it; null when it does, or was not asked for.</summary>
    public string? RecordProblem { get; init; }
}

/// <summary>What shows that a target may be tested.</summary>
public enum ProofKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The settings of the service.</summary>
    Settings,

    /// <summary>A file on the target.</summary>
    File,

    /// <summary>A DNS record of its host.</summary>
    Record,
}
