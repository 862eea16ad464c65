using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

/// <summary>Builds reports.</summary>
internal static class MadeReports
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

    /// <summary>A rule against the baseline that a change of 25 % breaks.</summary>
    public static RuleResult Compared() => Rule(RuleStatus.Fail, 12) with
    {
        Rule = "home.lcp regression < 10%",
        Comparison = new RuleComparison
        {
            Base = 1000,
            Head = 1250,
            BaseText = "1 s",
            HeadText = "1.25 s",
            ChangeText = "+25 % (+20 … +30)",
            Shift = 0.25,
            Low = 0.2,
            High = 0.3,
            Margin = 0.1,
            BaseRuns = 3,
            SampleBase = 15,
            SampleHead = 5,
        },
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
