using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.Tests.GitHub;

/// <summary>Builds reports.</summary>
internal static class Reports
{
    public static RunReport Of(RunOutcome outcome, params IReadOnlyList<RuleResult> rules) => new()
    {
        RunId = "run-1",
        Plan = "shop",
        Trigger = "pullRequest",
        Target = "https://pr-17.shop.example",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2026, 3, 1, 12, 5, 0, TimeSpan.Zero),
        Verdict = new Verdict { RunId = "run-1", Outcome = outcome, Headline = $"It came to {outcome}", Rules = rules },
        ReportUrl = "https://perf.example/runs/run-1",
    };

    public static RuleResult Rule(RuleStatus status, int line, BudgetLevel level = BudgetLevel.Fail) => new()
    {
        Rule = $"home.lcp.p75 < {line}ms",
        Status = status,
        Level = level,
        Expected = $"{line} ms",
        Actual = "3 s",
        Operator = "<",
        Limit = line,
        Reason = "3 s is far over",
        Line = line,
    };
}
