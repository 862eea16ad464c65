using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Text that was sent as it is.</summary>
internal static class CompressionFindings
{
    // What fits into one packet arrives no sooner when it is smaller.
    private const double OnePacket = 1400;

    // Gzip leaves about a third of usual script, style and markup.
    private const double Saved = 2.0 / 3;

    private static readonly string[] TextTypes = ["text/", "json", "javascript", "ecmascript", "xml", "svg"];

    /// <summary>Answers of text over 1.4 kB without content encoding; the bytes are an estimate.</summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts) =>
        from request in facts.Requests
        where request is { Complete: true, Cached: false } && IsText(request) && string.IsNullOrEmpty(request.Header("content-encoding"))
        let bytes = request.Bytes - request.HeadBytes
        where bytes > OnePacket
        select new PageFinding(
            FindingKind.NoCompression,
            request.Request.Url,
            $"{PageFindings.Size(bytes)} of text were sent without compression.",
            bytes * Saved,
            0);

    private static bool IsText(RequestRecord request) =>
        request.Header("content-type") is { } type && TextTypes.Any(text => type.Contains(text, StringComparison.OrdinalIgnoreCase));
}
