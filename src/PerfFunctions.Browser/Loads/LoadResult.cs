namespace PerfFunctions.Browser.Loads;

/// <summary>What one load gave.</summary>
/// <param name="Failure">Why it gave no numbers, in one sentence; null when it did.</param>
/// <param name="Values">Numbers by metric name; empty after a failure.</param>
/// <param name="LcpElement">Selector of the largest contentful paint, where known.</param>
/// <param name="Screenshot">JPEG of the viewport, where asked for.</param>
internal sealed record LoadResult(
    string? Failure, IReadOnlyDictionary<string, double> Values, string? LcpElement, byte[]? Screenshot)
{
    /// <summary>A load without numbers.</summary>
    public static LoadResult Failed(string reason) => new(reason, new Dictionary<string, double>(), null, null);
}
