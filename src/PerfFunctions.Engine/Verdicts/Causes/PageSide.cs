using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>The loads of a page on one side of a comparison.</summary>
internal sealed class PageSide(IEnumerable<PageLoad> loads)
{
    private readonly PageLoad[] _loads = PageNumbers.Good([.. loads]);

    /// <summary>Median of a metric; null unless every good load has it, for others' median would be of something else.</summary>
    public double? Median(string metric)
    {
        IReadOnlyList<double> values = PageNumbers.Samples(_loads, metric);
        return values.Count > 0 && values.Count == _loads.Length ? Samples.Median(values) : null;
    }

    /// <summary>The element that was the largest contentful paint of more than half of the loads; null when none was.</summary>
    public string? LcpElement => _loads.GroupBy(l => l.LcpElement).FirstOrDefault(g => g.Count() * 2 > _loads.Length)?.Key;

    /// <summary>By how much a median grew; null when it is unknown on either side.</summary>
    public static PageGrowth? Growth(PageSide before, PageSide now, string metric) =>
        before.Median(metric) is { } was && now.Median(metric) is { } isNow ? new PageGrowth(metric, was, isNow) : null;

    /// <summary>Of these metrics the one whose median grew most; null when none did.</summary>
    public static PageGrowth? Most(PageSide before, PageSide now, IEnumerable<string> metrics) =>
        metrics.Select(m => Growth(before, now, m)).OfType<PageGrowth>().Where(g => g.More > 0).MaxBy(g => g.More);
}

/// <summary>A median on both sides.</summary>
internal sealed record PageGrowth(string Metric, double Before, double Now)
{
    /// <summary>By how much it grew.</summary>
    public double More => Now - Before;

    /// <summary>The last part of the metric's name: <c>script</c>.</summary>
    public string Part => Metric[(Metric.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Both, with unit.</summary>
    public string Text(MetricUnit unit) => CauseText.Change(unit, Before, Now);
}
