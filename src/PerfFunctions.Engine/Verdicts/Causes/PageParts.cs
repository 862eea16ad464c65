using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>Causes of rules about pages, of one run alone: what takes the largest part, and which elements and scripts it is about.</summary>
internal static class PageParts
{
    /// <summary>The parts of LCP in words, by metric.</summary>
    public static IReadOnlyDictionary<string, string> LcpParts { get; } = new Dictionary<string, string>
    {
        [PageMetric.LcpTtfb] = "time to the document's first byte",
        [PageMetric.LcpLoadDelay] = "load delay, until its image is requested,",
        [PageMetric.LcpLoadTime] = "load time of its image",
        [PageMetric.LcpRenderDelay] = "render delay, until it is painted,",
    };

    /// <summary>The largest parts, the most significant first.</summary>
    public static IReadOnlyList<string> Of(string metric, PageSide now, LoadDetail? median) => metric.Split('.')[0] switch
    {
        PageMetric.Lcp => [.. Lcp(median)],
        PageMetric.Fcp or PageMetric.SpeedIndex => [.. FirstByte(metric, now), .. Blocking(median)],
        PageMetric.Load => [.. FirstByte(metric, now), .. LargestType(PageMetric.Bytes, now)],
        PageMetric.Tbt or PageMetric.Inp or PageMetric.LongTasks or PageMetric.Main => [.. LongestTask(median)],
        PageMetric.Cls => [.. Shift(median)],
        PageMetric.Bytes or PageMetric.Decoded or PageMetric.Requests =>
            [.. metric.Contains('.', StringComparison.Ordinal) ? [] : LargestType(metric, now), .. Largest(metric, median)],
        _ => [],
    };

    /// <summary>What the worst layout shift moved.</summary>
    public static IEnumerable<string> Shift(LoadDetail? median)
    {
        if (median?.Shifts is [{ Elements: [var element, ..] } worst, ..])
        {
            string more = worst.Elements.Count > 1 ? $" and {worst.Elements.Count - 1} more" : "";
            yield return $"The worst shift of the median load, {MetricFormat.Format(MetricUnit.Score, worst.Score)}, moved {CauseText.Name(element)}{more}.";
        }
    }

    /// <summary>The largest resource of the type that a metric names; none where requests were left out, for it may be among them.</summary>
    public static IEnumerable<string> Largest(string metric, LoadDetail? median)
    {
        if (median is not { RequestsLeftOut: 0 } || metric.Split('.') is not [PageMetric.Bytes, ..] parts)
        {
            yield break;
        }

        RequestTiming? largest = median.Waterfall.Where(r => parts.Length == 1 || r.Type == parts[1]).MaxBy(r => r.Bytes);
        if (largest is { Bytes: > 0 })
        {
            yield return $"The largest resource of the median load{(parts.Length == 1 ? "" : $" of this type")} is {CauseText.Name(largest.Address)}: {CauseText.Size(largest.Bytes)}.";
        }
    }

    /// <summary>A kind of the main thread's work in words.</summary>
    public static string MainWork(string kind) => kind switch
    {
        "layout" => "style and layout",
        "paint" => "painting",
        "parse" => "reading HTML and CSS",
        "gc" => "garbage collection",
        "other" => "other work",
        _ => kind,
    };

    // Of one load alone the parts do add up.
    private static IEnumerable<string> Lcp(LoadDetail? median)
    {
        if (median?.Lcp is not { } lcp)
        {
            yield break;
        }

        double all = lcp.Ttfb + lcp.LoadDelay + lcp.LoadTime + lcp.RenderDelay;
        (string part, double time) = new[]
        {
            (PageMetric.LcpTtfb, lcp.Ttfb), (PageMetric.LcpLoadDelay, lcp.LoadDelay), (PageMetric.LcpLoadTime, lcp.LoadTime),
            (PageMetric.LcpRenderDelay, lcp.RenderDelay),
        }.MaxBy(p => p.Item2);
        string element = lcp.Element is null ? "" : $" The element is {CauseText.Name(lcp.Element)}.";
        yield return $"Of the {CauseText.Time(all)} to LCP in the median load, {CauseText.Time(time)} are {LcpParts[part].TrimEnd(',')}.{element}";
    }

    private static IEnumerable<string> FirstByte(string metric, PageSide now)
    {
        if (now.Median(PageMetric.Ttfb) is { } first && now.Median(metric) is { } all && first > all / 2)
        {
            yield return $"The document's first byte alone arrives after {CauseText.Time(first)}.";
        }
    }

    private static IEnumerable<string> Blocking(LoadDetail? median)
    {
        PageFinding[] blocking = [.. (median?.Findings ?? []).Where(f => f.Kind == FindingKind.RenderBlocking)];
        if (blocking.Length > 0)
        {
            string more = blocking.Length > 1 ? $" and {blocking.Length - 1} more" : "";
            yield return $"The first paint of the median load is blocked by {CauseText.Name(blocking[0].Address)}{more}.";
        }
    }

    private static IEnumerable<string> LongestTask(LoadDetail? median)
    {
        if (median?.LongTasks is [var longest, ..])
        {
            string what = longest.Script is null ? "was the browser's own work" : $"ran {CauseText.Name(longest.Script)}";
            yield return $"The longest task of the median load, {CauseText.Time(longest.Duration)}, {what}.";
        }
    }

    private static IEnumerable<string> LargestType(string metric, PageSide now)
    {
        (string type, double? value) = MetricCatalog.PageResourceTypes.Select(t => (t, now.Median($"{metric}.{t}"))).MaxBy(t => t.Item2 ?? 0);
        if (value is > 0)
        {
            MetricUnit unit = MetricCatalog.Find(MetricKind.Page, metric)!.Unit;
            yield return $"The largest part is of type {type}: {MetricFormat.Format(unit, value.Value)}{(unit == MetricUnit.Count ? " requests" : "")}.";
        }
    }
}
