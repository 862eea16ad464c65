using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Reports.Figures;

/// <summary>Finds the budget that a page's metric is held to.</summary>
internal static class BudgetOfPage
{
    private const int WordsOfAbsoluteRule = 3;

    private static readonly string[] Aggregates = ["p50", "median", "p75", "p90", "p95", "min", "max", "mean"];

    /// <summary>The first absolute rule on the metric that is not off; null when there is none.</summary>
    public static RuleResult? Find(IReadOnlyList<RuleResult> rules, PageSummary page, string metric) =>
        rules.FirstOrDefault(r => r.Status != RuleStatus.Off && r.Comparison is null && double.IsFinite(r.Limit) && IsOn(r, $"{page.Name}.{metric}"));

    // A relative rule has more words than subject, sign and limit; its limit is not a value of the metric.
    private static bool IsOn(RuleResult rule, string name)
    {
        string[] words = rule.Operator.Length == 0
            ? []
            : rule.Rule.Replace(rule.Operator, $" {rule.Operator} ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == WordsOfAbsoluteRule &&
            (words[0] == name || Aggregates.Any(a => words[0] == $"{name}.{a}"));
    }
}
