using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>Recommendations from what users feel of a page: main content, layout shifts, a busy main thread; and from third parties.</summary>
internal static class PageVitals
{
    // Up to these web.dev calls a page good.
    private const double GoodLcpMs = 2500;
    private const double GoodCls = 0.1;
    private const double GoodTbtMs = 200;

    // A task that is shorter delays no input.
    private const double LongTaskMs = 50;
    private const double MinThirdPartyShare = 0.2;

    /// <summary>The recommendations.</summary>
    public static IEnumerable<Recommendation> Of(PageSummary page, SummaryReader reader)
    {
        var advice = new PageAdvice(page, reader);
        return [.. Lcp(advice, page.Median), .. Shifts(advice, page.Median), .. Tasks(advice, page.Median), .. ThirdParties(advice, page.Median)];
    }

    private static IEnumerable<Recommendation> Lcp(PageAdvice advice, LoadDetail? detail)
    {
        if (detail?.Lcp is not { } lcp || advice.Median(PageMetric.Lcp) is not > GoodLcpMs)
        {
            yield break;
        }

        (string metric, double time, string action, Effort effort) = new[]
        {
            (PageMetric.LcpTtfb, lcp.Ttfb, "Answer the document faster: cache it, or render less of it on demand.", Effort.Medium),
            (PageMetric.LcpLoadDelay, lcp.LoadDelay, "Let the browser find the LCP image at once: in the HTML, not lazy.", Effort.Small),
            (PageMetric.LcpLoadTime, lcp.LoadTime, "Make the LCP image arrive faster: fewer bytes, and from a server nearby.", Effort.Small),
            (PageMetric.LcpRenderDelay, lcp.RenderDelay, "Paint the LCP element earlier: less script and style before it.", Effort.Medium),
        }.Where(p => double.IsFinite(p.Item2)).DefaultIfEmpty((PageMetric.Lcp, 0, "", Effort.Small)).MaxBy(p => p.Item2);
        if (time > 0)
        {
            string element = lcp.Element is null ? "" : $" The element is {CauseText.Name(lcp.Element)}.";
            yield return advice.Time(action,
                $"Of the LCP of {CauseText.Time(advice.Median(PageMetric.Lcp)!.Value)}, {CauseText.Time(time)} are "
                    + $"{PageParts.LcpParts[metric].TrimEnd(',')} (median load).{element}",
                advice.Median(metric) is null ? PageMetric.Lcp : metric, time, advice.Median(PageMetric.Lcp), effort);
        }
    }

    private static IEnumerable<Recommendation> Shifts(PageAdvice advice, LoadDetail? detail)
    {
        ShiftCause[] shifts = [.. (detail?.Shifts ?? []).Where(s => double.IsFinite(s.Score) && s.Elements.Count > 0)];
        if (shifts.Length == 0 || advice.Median(PageMetric.Cls) is not { } cls || cls <= GoodCls)
        {
            yield break;
        }

        string elements = string.Join(", ", shifts.SelectMany(s => s.Elements).Distinct().Take(3).Select(CauseText.Name));
        double score = Math.Min(cls, shifts.Sum(s => s.Score));
        yield return advice.Build("Reserve the space of what comes late: sizes of images and frames, place for banners.",
            $"CLS is {MetricFormat.Format(MetricUnit.Score, cls)}; these moved: {elements}.", PageMetric.Cls,
            $"At most {MetricFormat.Format(MetricUnit.Score, score)} of cls.", score / cls * Math.Min(1, cls / (4 * GoodCls)), Effort.Small);
    }

    private static IEnumerable<Recommendation> Tasks(PageAdvice advice, LoadDetail? detail)
    {
        TaskCause[] tasks = [.. (detail?.LongTasks ?? []).Where(t => double.IsFinite(t.Duration) && t.Script is not null)];
        double blocked = tasks.Sum(t => Math.Max(0, t.Duration - LongTaskMs));
        if (blocked <= 0 || advice.Median(PageMetric.Tbt) is not { } tbt || tbt <= GoodTbtMs)
        {
            yield break;
        }

        TaskCause longest = tasks.MaxBy(t => t.Duration)!;
        yield return advice.Time("Split long tasks, and run less script before the page responds.",
            $"{tasks.Length} tasks of scripts kept the main thread for 50 ms or longer; the longest, {CauseText.Time(longest.Duration)}, "
                + $"ran {CauseText.Name(longest.Script!)}.",
            PageMetric.Tbt, Math.Min(blocked, tbt), Math.Max(tbt, 600), Effort.Large);
    }

    private static IEnumerable<Recommendation> ThirdParties(PageAdvice advice, LoadDetail? detail)
    {
        if (advice.Median(PageMetric.ThirdPartyBytes) is not { } bytes || advice.Median(PageMetric.ThirdPartyShare) is not { } share
            || share < MinThirdPartyShare)
        {
            yield break;
        }

        RequestTiming? largest = (detail?.Waterfall ?? []).Where(r => r.ThirdParty && double.IsFinite(r.Bytes)).MaxBy(r => r.Bytes);
        string named = largest is null ? "" : $" The largest is {CauseText.Name(largest.Address)}.";
        yield return advice.Bytes("Remove third parties that are not needed, and load the others after the main content.",
            $"{MetricFormat.Format(MetricUnit.Share, share)} of the bytes come from other sites.{named}",
            PageMetric.ThirdPartyBytes, bytes, Effort.Medium);
    }
}
