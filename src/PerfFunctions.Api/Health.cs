namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/health</c>.</summary>
/// <param name="Status"><c>healthy</c>, or what is wrong.</param>
/// <param name="Version">Version of the service.</param>
public sealed record Health(string Status, string Version)
{
    /// <summary>The newest runs whose report was not delivered; null for none.</summary>
    public IReadOnlyList<string>? Undelivered { get; init; }

    /// <summary>True while the service is halted and no run starts; else null. <c>GET api/halt</c> returns the reason to authorized callers.</summary>
    public bool? Halted { get; init; }

    /// <summary>Why the API is unusable; null if access is configured.</summary>
    public string? Access { get; init; }
}
