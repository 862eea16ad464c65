using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>What a reader must know about how a page was measured, one sentence each.</summary>
internal static class PageNotes
{
    private const double SteadySpeed = 0.15;

    // A page may end somewhere else each time.
    private const int MaxRemarks = 5;

    // The number whose spread asks for more loads: the first of these that all loads have.
    private static readonly string[] Steady = [PageMetric.Lcp, PageMetric.Load];

    /// <summary>The notes.</summary>
    public static IEnumerable<string> Of(PageSummary page, Page plan) => Lines(page, plan).Select(line => $"{page.Name}: {line}");

    /// <summary>Whether there are fewer good loads than were asked for, on either side.</summary>
    /// <remarks>A page that has budgets is without data where loads are missing; one that has none would be lost in silence.</remarks>
    public static bool IsLost(PageSummary page) =>
        PageNumbers.Good(page.Loads).Length < page.Runs || (page.BaseAddress is not null && PageNumbers.Good(page.BaseLoads).Length < page.Runs);

    private static IEnumerable<string> Lines(PageSummary page, Page plan) =>
    [
        .. Lost(page.Loads, page.Runs, ""),
        .. page.BaseAddress is { } address ? Lost(page.BaseLoads, page.Runs, $" of {address}") : [],
        .. page.Refused.Select(refused => $"a request was blocked: {refused}"),
        .. page.EvidenceMissing is { } missing ? new[] { $"its evidence could not be stored: {missing}." } : [],
        .. Remarks(page.Loads, ""),
        .. page.BaseAddress is { } other ? Remarks(page.BaseLoads, $" of {other}") : [],
        .. Again(page.Repeated, ""),
        .. Again(page.BaseRepeated, $" of {page.BaseAddress}"),
        .. Noise(page),
        .. Speed(page.Environment.Benchmark),
        .. Spread(page, plan),
    ];

    private static IEnumerable<string> Lost(IReadOnlyList<PageLoad> loads, int asked, string of)
    {
        int good = PageNumbers.Good(loads).Length;
        string? failure = loads.FirstOrDefault(l => l.Failure is not null)?.Failure;
        if (good < asked || failure is not null)
        {
            yield return $"{good} of {Math.Max(asked, loads.Count)} loads{of} succeeded{(failure is null ? "." : $": {failure}")}";
        }
    }

    private static IEnumerable<string> Remarks(IReadOnlyList<PageLoad> loads, string of) =>
        loads.SelectMany(l => l.Remarks).GroupBy(r => r).Take(MaxRemarks)
            .Select(r => $"{r.Count()} of {loads.Count} loads{of}: {r.Key}");

    private static IEnumerable<string> Again(IReadOnlyList<PageLoad> repeated, string of)
    {
        if (repeated.Count > 0)
        {
            yield return $"{Count(repeated.Count, of)} repeated: {repeated[0].Noise ?? "other work on the machine."}";
        }
    }

    private static IEnumerable<string> Noise(PageSummary page)
    {
        PageLoad[] noisy = [.. PageNumbers.Good([.. page.Loads, .. page.BaseLoads]).Where(l => l.Noise is not null)];
        if (noisy.Length > 0)
        {
            yield return $"{Count(noisy.Length)} noisy and could not be repeated: {noisy[0].Noise}";
        }
    }

    private static IEnumerable<string> Speed(BenchmarkIndex? index)
    {
        if (index is { Before: > 0 } && Math.Abs((index.After / index.Before) - 1) is > SteadySpeed and var change)
        {
            yield return $"the machine became {MetricFormat.Format(MetricUnit.Share, change)} {(index.After < index.Before ? "slower" : "faster")} " +
                $"during the audit (benchmark index {Number(index.Before)} before, {Number(index.After)} after), so its times may be affected.";
        }
    }

    private static IEnumerable<string> Spread(PageSummary page, Page plan)
    {
        PageLoad[] loads = PageNumbers.Good(page.Loads);
        if (loads.Length > plan.Runs)
        {
            yield return $"{loads.Length} loads instead of {plan.Runs}, because the loads were spread too widely or a comparison was inconclusive.";
        }

        string? metric = Steady.FirstOrDefault(m => loads.Length > 0 && loads.All(l => l.Values.ContainsKey(m)));
        if (metric is null || loads.Length < plan.MaxRuns || loads.Length < 2)
        {
            yield break;
        }

        double[] sorted = [.. PageNumbers.Samples(loads, metric).Order()];
        double middle = SampleAggregate.Of(sorted, "p50")!.Value;
        double spread = middle == 0 ? 0 : (SampleAggregate.Of(sorted, "p75")!.Value - SampleAggregate.Of(sorted, "p25")!.Value) / middle;
        if (spread > plan.Spread)
        {
            yield return $"the interquartile range of {metric} over its {loads.Length} loads is still {MetricFormat.Format(MetricUnit.Share, spread)} of the median; " +
                $"the plan allows {MetricFormat.Format(MetricUnit.Share, plan.Spread)}.";
        }
    }

    private static string Count(int loads, string of = "") => loads == 1 ? $"1 load{of} was" : $"{loads} loads{of} were";

    private static string Number(double index) => index.ToString("#,0", CultureInfo.InvariantCulture);
}
