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
    /// <summary>The frame that has larger content than the document, by name and address; null when the document has the largest.</summary>
    public string? LcpFrame { get; init; }

    /// <summary>Fraction of the requests served from the browser's cache; null if it does not report this.</summary>
    public double? CacheHits { get; init; }

    /// <summary>The measured document and its response; null if the browser does not report it.</summary>
    public ArrivedDocument? Document { get; init; }

    /// <summary>What a reader must know about the load, without secrets.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why what was recorded is not the page's, in one sentence; null when it is.</summary>
    public string? Unopened { get; init; }

    /// <summary>Where the page went instead of staying where it was asked for, as the end of a sentence; null when it stayed.</summary>
    public string? Elsewhere { get; init; }
}
