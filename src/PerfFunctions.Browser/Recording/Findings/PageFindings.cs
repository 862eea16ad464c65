using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>What would make a page lighter or faster.</summary>
internal static class PageFindings
{
    private const int Most = 30;

    // Bytes that a phone on a slow line gets in a millisecond, to put bytes and time in one order.
    private const double BytesPerMillisecond = 200;

    /// <summary>All findings, what they waste most first.</summary>
    public static IReadOnlyList<PageFinding> Of(LoadFacts facts) =>
    [
        .. BlockingFindings.Of(facts)
            .Concat(ImageFindings.Of(facts))
            .Concat(CompressionFindings.Of(facts))
            .Concat(CachingFindings.Of(facts))
            .Concat(FontFindings.Of(facts))
            .Concat(UsageFindings.Of(facts))
            .OrderByDescending(finding => finding.Milliseconds + (finding.Bytes / BytesPerMillisecond))
            .Take(Most),
    ];

    /// <summary>A size as people read it.</summary>
    public static string Size(double bytes) => FormattableString.Invariant($"{bytes / 1000:0.#} kB");
}
