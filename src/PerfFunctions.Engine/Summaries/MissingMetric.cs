using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>Says why loads that went well do not all have a number.</summary>
internal static class MissingMetric
{
    private const string Warm = PageMetric.WarmPrefix;

    /// <summary>The reason, in one sentence.</summary>
    /// <param name="page">The page.</param>
    /// <param name="loads">Its good loads, of which one at least lacks the metric.</param>
    /// <param name="metric">The metric.</param>
    public static string Of(PageSummary page, PageLoad[] loads, string metric)
    {
        int have = loads.Count(l => l.Values.ContainsKey(metric));
        if (MetricFamily.NameIn(metric, MetricFamily.Mark) is { } mark)
        {
            return Own(page.Name, "set", $"mark '{mark}'", have, loads.Length);
        }

        if (MetricFamily.NameIn(metric, MetricFamily.Measure) is { } measure)
        {
            return Own(page.Name, "made", $"measure '{measure}'", have, loads.Length);
        }

        if (metric == PageMetric.Inp)
        {
            return have == 0
                ? $"'{page.Name}' had no input, so there is no INP."
                : $"'{page.Name}' had no input that counts towards INP in {loads.Length - have} of {loads.Length} loads, so there is no INP.";
        }

        if (metric.StartsWith(Warm, StringComparison.Ordinal)
            && !loads.Any(l => l.Values.Keys.Any(k => k.StartsWith(Warm, StringComparison.Ordinal))))
        {
            return $"'{page.Name}' was not loaded from a warm cache; set 'cache: warm'.";
        }

        string browser = page.Environment.Browser ?? "The browser";
        string loadsOf = have == 0 ? $"any load of '{page.Name}'" : $"{loads.Length - have} of {loads.Length} loads of '{page.Name}'";
        return MetricFamily.NameIn(metric, MetricFamily.Step)?.Split('.') is [string step, string ofStep]
            ? $"{browser} reported no {ofStep} of the step '{step}' for {loadsOf}."
            : $"{browser} reported no {metric} for {loadsOf}.";
    }

    /// <summary>Why a scenario has no such series, in one sentence.</summary>
    public static string OfSeries(ScenarioSummary scenario, string key) => SeriesKey.KindOf(key) == SeriesKind.ServerTiming
        ? $"No response of '{scenario.Name}' had the Server-Timing entry of '{key}'."
        : $"'{scenario.Name}' of this run has no '{key}'.";

    private static string Own(string page, string did, string what, int have, int loads) =>
        have == 0 ? $"'{page}' {did} no {what}." : $"'{page}' {did} the {what} in {have} of {loads} loads.";
}
