using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Fonts that hide their text, or that come after it was painted.</summary>
internal static class FontFindings
{
    private static readonly string[] Visible = ["swap", "optional", "fallback"];

    /// <summary>
    /// Fonts whose <c>font-display</c> keeps text invisible until they are there, at the cost of their loading; and fonts that
    /// were asked for only after the first paint, at the cost of that delay.
    /// </summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts)
    {
        foreach (WebFont font in facts.Usage?.Fonts ?? [])
        {
            if (facts.Find(font.Address) is not { } request)
            {
                continue;
            }
            if (!Visible.Contains(font.Display))
            {
                double time = Math.Max(0, request.End - request.Start);
                yield return new(FindingKind.Font, font.Address,
                    FormattableString.Invariant($"Text in this font stays invisible while it loads (font-display {font.Display}); it took {time:0} ms."), 0, time);
            }
            else if (facts.Fcp is { } fcp && request.Start > fcp)
            {
                yield return new(FindingKind.Font, font.Address,
                    FormattableString.Invariant($"The font was requested {request.Start - fcp:0} ms after the first paint."), 0, request.Start - fcp);
            }
        }
    }
}
