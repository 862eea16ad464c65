using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>Recommendations from the findings of a page audit: bytes and time that resources waste.</summary>
internal static class PageWaste
{
    private const double MinBytes = 10_000;
    private const double MinMs = 20;
    private const double MinOldImages = 100_000;
    private static readonly string[] OldFormats = [".jpg", ".jpeg", ".png", ".gif", ".bmp"];

    /// <summary>The recommendations; none without a median load.</summary>
    public static IEnumerable<Recommendation> Of(PageSummary page, SummaryReader reader)
    {
        if (page.Median is not { } detail)
        {
            return [];
        }

        var advice = new PageAdvice(page, reader);
        return
        [
            .. Blocking(advice, detail, "style", "Inline the critical CSS and load the other styles without blocking the first paint."),
            .. Blocking(advice, detail, "script", "Load scripts with 'defer' or 'async', so that they do not block the first paint."),
            .. Waste(
                advice, detail, FindingKind.OversizedImage,
                "Serve images in the size in which they are shown ('srcset').", "bytes.image", Effort.Medium),
            .. OldImages(advice, detail),
            .. Waste(advice, detail, FindingKind.NoCompression, "Compress text with Brotli or gzip.", PageMetric.Bytes, Effort.Small),
            .. Caching(advice, detail),
            .. Fonts(advice, detail),
            .. Unused(advice, detail, "script", PageMetric.UnusedScript, "Split scripts, and load only the code that the page uses."),
            .. Unused(advice, detail, "style", PageMetric.UnusedStyle, "Remove the styles that the page does not use."),
        ];
    }

    private static PageFinding[] Findings(LoadDetail detail, FindingKind kind) =>
        [.. detail.Findings.Where(f => f.Kind == kind && double.IsFinite(f.Bytes) && double.IsFinite(f.Milliseconds))];

    private static string? TypeOf(LoadDetail detail, string address) => detail.Waterfall.FirstOrDefault(r => r.Address == address)?.Type;

    private static IEnumerable<Recommendation> Blocking(PageAdvice advice, LoadDetail detail, string type, string action)
    {
        PageFinding[] blocking = [.. Findings(detail, FindingKind.RenderBlocking).Where(f => TypeOf(detail, f.Address) == type)];
        double time = Math.Min(blocking.Sum(f => f.Milliseconds), advice.Median(PageMetric.Fcp) ?? double.MaxValue);
        if (time >= MinMs)
        {
            yield return advice.Time(action,
                $"{Resources(blocking)} block the first paint, {CauseText.Time(blocking.Sum(f => f.Milliseconds))} in sum.",
                PageMetric.Fcp, time, advice.Median(PageMetric.Fcp), Effort.Medium);
        }
    }

    private static IEnumerable<Recommendation> Waste(
        PageAdvice advice, LoadDetail detail, FindingKind kind, string action, string metric, Effort effort)
    {
        PageFinding[] found = Findings(detail, kind);
        double bytes = found.Sum(f => f.Bytes);
        if (bytes >= MinBytes)
        {
            yield return advice.Bytes(action, $"{Resources(found)} waste {CauseText.Size(bytes)}.", metric, bytes, effort);
        }
    }

    private static IEnumerable<Recommendation> OldImages(PageAdvice advice, LoadDetail detail)
    {
        RequestTiming[] old =
        [
            .. detail.Waterfall.Where(r => r is { Type: "image", Cached: false } && double.IsFinite(r.Bytes)
                && OldFormats.Any(f => r.Address.Split('?', '#')[0].EndsWith(f, StringComparison.OrdinalIgnoreCase))),
        ];
        double bytes = old.Sum(r => r.Bytes);
        if (bytes >= MinOldImages)
        {
            string evidence = $"{old.Length} images are JPEG, PNG, GIF or BMP by their names, {CauseText.Size(bytes)} in sum.";
            Recommendation found = advice.Bytes("Serve images as AVIF or WebP.", evidence, "bytes.image", bytes, Effort.Small);

            // How much of them another format saves is not measured, so that it weighs less than what is.
            yield return found with { Weight = 0.1 + (0.2 * Math.Clamp(bytes / (advice.Median(PageMetric.Bytes) ?? bytes), 0, 1)) };
        }
    }

    private static IEnumerable<Recommendation> Caching(PageAdvice advice, LoadDetail detail)
    {
        PageFinding[] found = Findings(detail, FindingKind.NoCaching);
        double bytes = found.Sum(f => f.Bytes);
        string metric = advice.Median("warm.bytes") is null ? PageMetric.Bytes : "warm.bytes";
        if (bytes < MinBytes)
        {
            yield break;
        }

        yield return advice.Build("Let browsers cache fixed resources for a year ('Cache-Control: max-age=31536000, immutable').",
            $"{Resources(found)} may be cached for less than 7 days.", metric,
            $"At most {CauseText.Size(bytes)} of a repeat view; nothing of the first.",
            0.5 * bytes / (advice.Median(PageMetric.Bytes) ?? bytes), Effort.Small);
    }

    private static IEnumerable<Recommendation> Fonts(PageAdvice advice, LoadDetail detail)
    {
        PageFinding[] found = Findings(detail, FindingKind.Font);
        if (found.Length > 0 && found.Max(f => f.Milliseconds) is >= MinMs and var time)
        {
            yield return advice.Build("Show text before its font is there ('font-display: swap'), and preload the fonts of the first screen.",
                $"{CauseText.Name(found[0].Address)}: {CauseText.Name(found[0].Detail)}", PageMetric.Fcp,
                $"At most {CauseText.Time(time)} until text is visible in its font.",
                0.5 * time / (advice.Median(PageMetric.Lcp) ?? time), Effort.Small);
        }
    }

    private static IEnumerable<Recommendation> Unused(PageAdvice advice, LoadDetail detail, string type, string metric, string action)
    {
        PageFinding[] found = [.. Findings(detail, FindingKind.Unused).Where(f => TypeOf(detail, f.Address) == type)];
        double bytes = found.Sum(f => f.Bytes);
        if (bytes >= MinBytes)
        {
            yield return advice.Bytes(action, $"{Resources(found)} have {CauseText.Size(bytes)} that the load did not use.",
                advice.Median(metric) is null ? $"bytes.{type}" : metric, bytes, Effort.Medium);
        }
    }

    private static string Resources(PageFinding[] found) =>
        $"{CauseText.Name(found[0].Address)}{(found.Length > 1 ? $" and {found.Length - 1} more" : "")}";
}
