using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>What kept the first paint waiting.</summary>
internal static class BlockingFindings
{
    /// <summary>The render-blocking resources; the time of each is from its request to its end, or to the first paint before that.</summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts) =>
        from request in facts.Requests
        where request.Blocking
        let time = Math.Max(0, Math.Min(request.End, facts.Fcp ?? request.End) - request.Start)
        select new PageFinding(
            FindingKind.RenderBlocking,
            request.Request.Url,
            FormattableString.Invariant($"The {request.Type} delayed the first paint by {time:0} ms."),
            0,
            time);
}
