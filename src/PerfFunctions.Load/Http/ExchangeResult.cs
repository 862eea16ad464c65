namespace PerfFunctions.Load.Http;

/// <summary>How one request ended.</summary>
/// <param name="Bytes">Body bytes received.</param>
/// <param name="Failure">Kind of failure, one of a small set so that it can be counted; null for success.</param>
/// <param name="HasLatency">
/// False when no response came (refused, reset, unresolved host), so that there is no latency to speak of. A timeout has
/// one: its limit, which flatters the target less than leaving it out.
/// </param>
public readonly record struct ExchangeResult(long Bytes, string? Failure, bool HasLatency)
{
    /// <summary>A response that met all expectations.</summary>
    public static ExchangeResult Success(long bytes) => new(bytes, null, true);

    /// <summary>A response that did not meet an expectation.</summary>
    public static ExchangeResult Unexpected(long bytes, string kind) => new(bytes, kind, true);

    /// <summary>The response did not end within its limit.</summary>
    public static ExchangeResult TimedOut { get; } = new(0, "timeout", true);

    /// <summary>No response at all.</summary>
    public static ExchangeResult NoResponse(string kind) => new(0, kind, false);
}
