using System.Globalization;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Reports.Figures;

/// <summary>A run in a few sentences, for a reader who reads nothing else.</summary>
/// <param name="Budgets">How many budgets there are, and how they came out.</param>
/// <param name="Open">Budgets that did not pass, with their reasons, the worst first.</param>
/// <param name="Changed">What changed against the baseline, or that nothing got worse; empty where nothing is compared.</param>
/// <param name="Why">Causes of what did not pass; without any, the strongest evidence of a bottleneck.</param>
/// <param name="Actions">What to do, the most weighty first.</param>
internal sealed record ExecutiveSummary(
    string Budgets, IReadOnlyList<string> Open, IReadOnlyList<string> Changed, IReadOnlyList<string> Why, IReadOnlyList<string> Actions)
{
    /// <summary>The most sentences of a kind; the rest is counted.</summary>
    private const int MaxSentences = 3;

    private static readonly (RuleStatus Status, string Words)[] Statuses =
    [
        (RuleStatus.Pass, "passed"), (RuleStatus.Fail, "failed"), (RuleStatus.Warn, "warned"), (RuleStatus.NoData, "without data"),
        (RuleStatus.Inconclusive, "inconclusive"), (RuleStatus.Off, "off"),
    ];

    /// <summary>Sums up a run.</summary>
    public static ExecutiveSummary Of(RunReport report)
    {
        RuleResult[] rules = [.. report.Verdict.WorstFirst()];
        RuleResult[] open = [.. rules.Where(IsOpen)];
        Diagnosis diagnosis = report.Diagnosis.Value;
        string[] causes = [.. open.SelectMany(rule => rule.Causes).Distinct()];
        return new ExecutiveSummary(
            Count(rules),
            First(open, rule => $"{rule.Rule}: {rule.Reason}"),
            Changes(rules),
            open.Length == 0 ? [] : causes.Length > 0 ? First(causes, cause => cause) : First(diagnosis.Bottlenecks, b => b.Headline),
            First(diagnosis.Recommendations, r => $"{r.Subject}: {r.Action} {r.ExpectedGain}"));
    }

    private static bool IsOpen(RuleResult rule) => rule.Status is not (RuleStatus.Pass or RuleStatus.Off);

    private static string Count(RuleResult[] rules)
    {
        string[] parts =
        [
            .. Statuses.Select(s => (s.Words, Count: rules.Count(rule => rule.Status == s.Status))).Where(s => s.Count > 0)
                .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Count} {s.Words}")),
        ];
        return rules.Length == 0
            ? "No budget was evaluated."
            : string.Create(CultureInfo.InvariantCulture, $"{rules.Length} {(rules.Length == 1 ? "budget" : "budgets")}: {string.Join(", ", parts)}.");
    }

    private static IReadOnlyList<string> Changes(RuleResult[] rules)
    {
        RuleResult[] compared = [.. rules.Where(rule => rule.Comparison is not null && rule.Status is not RuleStatus.Off)];
        RuleResult[] worse = [.. compared.Where(IsOpen)];
        return worse.Length > 0 ? First(worse, rule => $"{rule.Rule}: {Change(rule.Comparison!)}")
            : compared.Length == 0 ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Nothing got worse: of {compared.Length} compared, all are within their margins.")];
    }

    private static string Change(RuleComparison compared) => $"{compared.ChangeText}, {compared.BaseText} → {compared.HeadText}";

    private static IReadOnlyList<string> First<T>(IReadOnlyList<T> all, Func<T, string> words) =>
    [
        .. all.Take(MaxSentences).Select(words),
        .. all.Count <= MaxSentences ? [] : new[] { string.Create(CultureInfo.InvariantCulture, $"and {all.Count - MaxSentences} more below.") },
    ];
}
