using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>
/// Reads the numbers of one page off its loads. A load that failed has none, and there must be as many good ones as were asked
/// for.
/// </summary>
internal static class PageNumbers
{
    // Fewer have no middle one to speak of.
    private const int MinQuiet = 3;

    /// <summary>The aggregate over the loads with its interval, or why there is none.</summary>
    public static MetricReading Read(PageSummary page, MetricReference reference)
    {
        string loadsOf = $"loads of '{page.Name}'";
        if (TooFew(page.Loads, page.Runs, loadsOf) is { } few)
        {
            return MetricReading.None(few);
        }

        PageLoad[] loads = Good(page.Loads);
        double[] values = [.. Samples(loads, reference.Metric).Order()];
        if (values.Length < loads.Length)
        {
            return MetricReading.None(MissingMetric.Of(page, loads, reference.Metric));
        }

        return SampleAggregate.Of(values, reference.Aggregate) is { } value
            ? MetricReading.Of(value) with
            {
                Interval = IntervalOf(values, reference.Aggregate),
                Noise = NoiseOf(loads, ""),
                WithoutNoise = WithoutNoiseOf(loads, reference),
            }
            : MetricReading.None($"Pages have no aggregate '{reference.Aggregate}'.");
    }

    /// <summary>A value for each good load that has one.</summary>
    public static IReadOnlyList<double> Samples(IReadOnlyList<PageLoad> loads, string metric) =>
        [.. Good(loads).Where(l => l.Values.ContainsKey(metric)).Select(l => l.Values[metric])];

    /// <summary>The same, with the samples that were not noisy.</summary>
    public static SampleSet SampleSet(IReadOnlyList<PageLoad> loads, string metric) => new(Samples(loads, metric))
    {
        WithoutNoise = Samples([.. loads.Where(l => l.Noise is null)], metric),
    };

    /// <summary>The values of the address that the page is compared with; null when there is none.</summary>
    public static BaseReading? Base(PageSummary page, string metric)
    {
        if (page.BaseAddress is not { } address)
        {
            return null;
        }

        PageLoad[] loads = Good(page.BaseLoads);
        SampleSet samples = SampleSet(loads, metric);
        string? missing = TooFew(page.BaseLoads, page.Runs, $"loads of {address}")
            ?? (samples.Values.Count < loads.Length
                    ? $"The browser reported no {metric} for {loads.Length - samples.Values.Count} of {loads.Length} loads of {address}."
                    : null);
        return new BaseReading(address.AbsoluteUri, missing is null ? samples : Metrics.SampleSet.None, missing, NoiseOf(loads, $" of {address}"));
    }

    /// <summary>The loads that gave numbers.</summary>
    public static PageLoad[] Good(IReadOnlyList<PageLoad> loads) => [.. loads.Where(l => l.Failure is null)];

    // A load past those that were asked for takes nothing away when it fails.
    private static string? TooFew(IReadOnlyList<PageLoad> loads, int asked, string loadsOf)
    {
        int good = Good(loads).Length;
        return good >= asked ? null
            : loads.FirstOrDefault(l => l.Failure is not null) is { } failed
                ? $"Load {failed.Number} of the {asked} {loadsOf} failed: {failed.Failure}"
                : $"Only {good} of {asked} {loadsOf} were completed.";
    }

    private static SampleInterval? IntervalOf(double[] sorted, string aggregate) =>
        aggregate is ['p', .. string percentile] && double.TryParse(percentile, CultureInfo.InvariantCulture, out double p) && p is > 0 and < 100 &&
        QuantileInterval.Of(sorted.Length, p / 100) is { } ranks
            ? new SampleInterval(sorted[ranks.Low - 1], sorted[ranks.High - 1], ranks.Level)
            : null;

    // Other work only ever makes a load slower: with the noisy ones taken for 0 the number is the least that it can be,
    // however few the others are. Where these are enough to speak for themselves, they may say more.
    private static double? WithoutNoiseOf(PageLoad[] loads, MetricReference reference)
    {
        double[] alone = [.. Samples([.. loads.Where(l => l.Noise is null)], reference.Metric).Order()];
        double? least = SampleAggregate.Of([.. Enumerable.Repeat(0.0, loads.Length - alone.Length), .. alone], reference.Aggregate);
        double? own = alone.Length < MinQuiet ? null : SampleAggregate.Of(alone, reference.Aggregate);
        return own > least ? own : least;
    }

    private static string? NoiseOf(PageLoad[] loads, string of)
    {
        PageLoad[] noisy = [.. loads.Where(l => l.Noise is not null)];
        return noisy.Length == 0 ? null
            : $"{(noisy.Length == 1 ? $"load {noisy[0].Number}{of} was" : $"{noisy.Length} of {loads.Length} loads{of} were")} " +
                $"noisy: {noisy[0].Noise!.TrimEnd('.')}";
    }
}
