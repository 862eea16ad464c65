namespace PerfFunctions.Api;

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
