using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording;

/// <summary>What was recorded of one load.</summary>
/// <param name="Values">Numbers by metric name.</param>
/// <param name="LcpElement">Selector of the largest contentful paint, where known.</param>
/// <param name="Detail">Where the time went; its number of the load is 0 until the load has one.</param>
/// <param name="Evidence">What shows it, where asked for.</param>
internal sealed record LoadRecord(
    IReadOnlyDictionary<string, double> Values, string? LcpElement, LoadDetail? Detail, PageEvidence? Evidence)
{
    /// <summary>Share of the requests that were answered out of the browser's cache; null where it does not tell.</summary>
    public double? CacheHits { get; init; }
}
