using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>Causes of rules about pages, where there is something to compare with. All numbers are medians over the loads.</summary>
internal static class PageCauses
{
    // Below these a difference between two runs says nothing.
    private const double MinGrowth = 0.05;
    private const double MinPart = 0.25;
    private const double MinPartFraction = 0.1;
    private const double MinMainMs = 20;
    private const double MinBytes = 5_000;

    /// <summary>What grew, the most significant first; empty if the rule's own metric did not.</summary>
    public static IReadOnlyList<string> OfGrowth(BudgetRule rule, PageSide before, PageSide now, LoadDetail? median)
    {
        string metric = rule.Metric.Metric;
        double least = rule.IsRegression ? 0 : MinGrowth;
        if (PageSide.Growth(before, now, metric) is not { More: > 0 } whole || whole.More < least * whole.Before)
        {
            return [];
        }

        return metric.Split('.')[0] switch
        {
            PageMetric.Lcp => [.. LcpPart(before, now, whole), .. LcpElement(before, now), .. Bytes(before, now), .. MainThread(before, now)],
            PageMetric.Fcp or PageMetric.Load or PageMetric.SpeedIndex =>
                [.. FirstByte(before, now, whole), .. Blocking(before, now), .. Bytes(before, now), .. MainThread(before, now)],
            PageMetric.Tbt or PageMetric.Inp or PageMetric.LongTasks or PageMetric.Main => [.. MainThread(before, now), .. Bytes(before, now)],
            PageMetric.Cls => [.. PageParts.Shift(median)],
            PageMetric.Bytes or PageMetric.Decoded or PageMetric.Requests =>
                [.. Types(before, now, metric), .. ThirdParty(before, now, metric), .. PageParts.Largest(metric, median)],
            _ => [],
        };
    }

    private static IEnumerable<string> LcpPart(PageSide before, PageSide now, PageGrowth whole)
    {
        if (PageSide.Most(before, now, PageParts.LcpParts.Keys) is { } part && part.More >= MinPart * whole.More)
        {
            yield return $"Of the parts of LCP, the {PageParts.LcpParts[part.Metric]} grew most: {part.Text(MetricUnit.Milliseconds)}.";
        }
    }

    private static IEnumerable<string> LcpElement(PageSide before, PageSide now)
    {
        if (before.LcpElement is { } was && now.LcpElement is { } isNow && was != isNow)
        {
            yield return $"The LCP element changed: {CauseText.Name(was)} → {CauseText.Name(isNow)}.";
        }
    }

    private static IEnumerable<string> FirstByte(PageSide before, PageSide now, PageGrowth whole)
    {
        if (PageSide.Growth(before, now, PageMetric.Ttfb) is { } first && first.More >= MinPart * whole.More)
        {
            yield return $"The document's first byte comes later: {first.Text(MetricUnit.Milliseconds)}.";
        }
    }

    private static IEnumerable<string> Blocking(PageSide before, PageSide now)
    {
        if (PageSide.Growth(before, now, PageMetric.Blocking) is { More: > 0 } blocking)
        {
            yield return $"More resources block the first paint: {blocking.Text(MetricUnit.Count)}.";
        }
    }

    private static IEnumerable<string> Bytes(PageSide before, PageSide now)
    {
        if (PageSide.Most(before, now, TypesOf(PageMetric.Bytes)) is { } type && type.More >= Math.Max(MinBytes, MinPartFraction * type.Before))
        {
            yield return $"More bytes of type {type.Part}: {type.Text(MetricUnit.Bytes)}.";
        }
    }

    private static IEnumerable<string> MainThread(PageSide before, PageSide now)
    {
        IEnumerable<string> kinds =
            MetricCatalog.Of(MetricKind.Page).Select(m => m.Name).Where(m => m.StartsWith($"{PageMetric.Main}.", StringComparison.Ordinal));
        if (PageSide.Most(before, now, kinds) is { } kind && kind.More >= Math.Max(MinMainMs, MinPartFraction * kind.Before))
        {
            yield return $"More main-thread work on {PageParts.MainWork(kind.Part)}: {kind.Text(MetricUnit.Milliseconds)}.";
        }
    }

    private static IEnumerable<string> Types(PageSide before, PageSide now, string metric)
    {
        if (!metric.Contains('.', StringComparison.Ordinal) && PageSide.Most(before, now, TypesOf(metric)) is { } type)
        {
            yield return $"Resources of type {type.Part} grew most: {type.Text(MetricCatalog.Find(MetricKind.Page, metric)!.Unit)}.";
        }
    }

    private static IEnumerable<string> ThirdParty(PageSide before, PageSide now, string metric)
    {
        string what = metric.StartsWith(PageMetric.Requests, StringComparison.Ordinal) ? PageMetric.Requests : PageMetric.Bytes;
        if (PageSide.Growth(before, now, $"thirdparty.{what}") is { More: > 0 } others && others.More >= MinPartFraction * others.Before)
        {
            yield return $"More {what} {(what == PageMetric.Bytes ? "from" : "to")} other sites: {others.Text(what == PageMetric.Bytes ? MetricUnit.Bytes : MetricUnit.Count)}.";
        }
    }

    private static IEnumerable<string> TypesOf(string metric) => MetricCatalog.PageResourceTypes.Select(t => $"{metric}.{t}");
}
