namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/health</c>.</summary>
/// <param name="Status"><c>healthy</c>, or what is wrong.</param>
/// <param name="Version">Version of the service.</param>
public sealed record Health(string Status, string Version)
{
    /// <summary>
    /// Runs whose report was not delivered, counted up to 20; null for none. <c>GET api/notifications</c> names them to authorized
    /// callers.
    /// </summary>
    public int? Undelivered { get; init; }

    /// <summary>
    /// True while the service is halted and no run starts; else null. <c>GET api/halt</c> returns the reason to authorized
    /// callers.
    /// </summary>
    public bool? Halted { get; init; }

    /// <summary>Why the API is unusable; null if access is configured.</summary>
    public string? Access { get; init; }
}
