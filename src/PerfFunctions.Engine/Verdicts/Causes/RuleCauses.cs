using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>
/// Explains failed rules: by what got slower if there is a baseline, else by what takes the largest part.
/// Only what the figures carry is said, and nothing where they are absent.
/// </summary>
public static class RuleCauses
{
    /// <summary>The most sentences a rule.</summary>
    public const int Most = 2;

    /// <summary>The verdict with the causes of each rule that failed, or is inconclusive and worse.</summary>
    /// <param name="verdict">The judgement.</param>
    /// <param name="rules">The rules that were judged, in the same order.</param>
    /// <param name="head">What the run measured.</param>
    /// <param name="baseline">Runs to compare it with; empty for none. A page that was interleaved with another address is
    /// compared with that.</param>
    public static Verdict Explain(Verdict verdict, IReadOnlyList<BudgetRule> rules, RunSummary head, IReadOnlyList<RunSummary> baseline) =>
        verdict with
        {
            Rules =
            [
                .. verdict.Rules.Zip(
                    rules, (result, rule) => IsWorse(result) ? result with { Causes = [.. Of(rule, head, baseline).Take(Most)] } : result),
            ],
        };

    /// <summary>Whether a result is one that has a cause.</summary>
    /// <remarks>The number of a rule against the baseline is above zero where it is worse, and absent where it grew from zero.</remarks>
    public static bool IsWorse(RuleResult result) => result.Status is RuleStatus.Fail or RuleStatus.Warn ||
        (result.Status == RuleStatus.Inconclusive && (result.Comparison is null || result.Value is null or > 0));

    // When a level changed is not known here, and the baseline may lie on either side of it.
    private static IReadOnlyList<string> Of(BudgetRule rule, RunSummary head, IReadOnlyList<RunSummary> baseline) =>
        rule.IsTrend ? [] : rule.Kind == MetricKind.Load ? OfLoad(rule, head, baseline) : OfPage(rule, head, baseline);

    // Phases and kinds of error are not known of a window.
    private static IReadOnlyList<string> OfLoad(BudgetRule rule, RunSummary head, IReadOnlyList<RunSummary> baseline)
    {
        if (rule.Window is not null || Named([head]).FirstOrDefault() is not { } scenario)
        {
            return [];
        }

        (string key, string metric) = SeriesMetrics.Split(rule.Metric.Metric);
        BudgetRule ofSeries = rule with { Metric = rule.Metric with { Metric = metric } };
        ScenarioSummary[] others = [.. Named(baseline)];
        return key.Length == 0 ? OfScenario(rule, scenario, others) : OfSeries(ofSeries, key, scenario, others);

        IEnumerable<ScenarioSummary> Named(IReadOnlyList<RunSummary> runs) =>
            runs.SelectMany(r => r.Scenarios).Where(s => s.Name == rule.Metric.Subject);
    }

    private static IReadOnlyList<string> OfScenario(BudgetRule rule, ScenarioSummary head, IReadOnlyList<ScenarioSummary> baseline)
    {
        if (LoadSide.Of([head]) is not { } now)
        {
            return [];
        }

        IReadOnlyList<string> grown = LoadSide.Of(baseline) is { } before
            ? [.. RequestCauses.OfGrowth(rule, head, baseline), .. LoadCauses.OfGrowth(rule, before, now)]
            : [];
        return grown.Count > 0 || rule.IsRegression ? grown : [.. RequestCauses.OfParts(rule, head), .. LoadCauses.OfParts(rule, now)];
    }

    // Groups, iterations and checks have no phases of their own.
    private static IReadOnlyList<string> OfSeries(BudgetRule rule, string key, ScenarioSummary head, IReadOnlyList<ScenarioSummary> baseline)
    {
        if (SeriesKey.KindOf(key) != SeriesKind.Request || LoadSide.Of(head.Series.Where(s => s.Key == key)) is not { } now)
        {
            return [];
        }

        IReadOnlyList<string> load = LoadSide.Of(baseline.SelectMany(b => b.Series).Where(s => s.Key == key)) is { } before
            ? LoadCauses.OfGrowth(rule, before, now)
            : [];
        IReadOnlyList<string> grown = [.. load.Take(1), .. TimingCauses.OfGrowth(key, head, baseline), .. load.Skip(1)];
        return grown.Count > 0 || rule.IsRegression ? grown : LoadCauses.OfParts(rule, now);
    }

    private static IReadOnlyList<string> OfPage(BudgetRule rule, RunSummary head, IReadOnlyList<RunSummary> baseline)
    {
        string name = rule.Metric.Subject;
        if (head.Pages.FirstOrDefault(p => p.Name == name) is not { } page)
        {
            return [];
        }

        IEnumerable<PageLoad> others = page.BaseAddress is null
            ? baseline.SelectMany(r => r.Pages).Where(p => p.Name == name).SelectMany(p => p.Loads)
            : page.BaseLoads;
        PageSide now = new(page.Loads);
        IReadOnlyList<string> grown = PageCauses.OfGrowth(rule, new PageSide(others), now, page.Median);
        return grown.Count > 0 || rule.IsRegression ? grown : PageParts.Of(rule.Metric.Metric, now, page.Median);
    }
}
