using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Judges a run by its budgets. Every rule is evaluated, and no data is never a pass.</summary>
public static class BudgetEvaluator
{
    /// <summary>The note of a run without a rule that counts.</summary>
    public const string NothingJudged = "no budgets: nothing was evaluated";

    /// <summary>The verdict. The worst applies: forced, failed, no data, degraded, warned, passed.</summary>
    /// <exception cref="ArgumentException">The forced outcome is one that only rules decide.</exception>
    public static Verdict Judge(EvaluationInput input)
    {
        RunCondition condition = input.Condition;
        if (condition.Forced is not
            (null or RunOutcome.NoData or RunOutcome.Cancelled or RunOutcome.Aborted or RunOutcome.TimedOut or RunOutcome.InternalError))
        {
            throw new ArgumentException($"{condition.Forced} is for the rules to decide.", nameof(input));
        }

        Queue<RuleResult> relative = new(RegressionEvaluator.Judge([.. input.Rules.Where(r => r.IsRegression)], input));
        IReadOnlyList<RuleResult> rules =
        [
            .. input.Rules.Select(
                rule => rule.IsRegression ? relative.Dequeue() : rule.IsTrend ? TrendEvaluator.Judge(rule, input) : RuleEvaluator.Judge(rule, input)),
        ];
        bool nothingCounts = rules.All(r => r.Level == BudgetLevel.Off);
        RunOutcome outcome = condition.Forced ?? OutcomeOf(rules, nothingCounts, condition.Degraded);
        return new Verdict
        {
            RunId = input.RunId,
            Outcome = outcome,
            Headline = VerdictHeadline.Of(condition.Forced, outcome, rules, condition.Notes),
            Rules = rules,
            // A run that ended before its plan could be judged has no rules either, and says why.
            Notes = nothingCounts && condition.Forced is null ? [.. condition.Notes, NothingJudged] : condition.Notes,
        };
    }

    private static RunOutcome OutcomeOf(IReadOnlyList<RuleResult> rules, bool nothingCounts, bool degraded)
    {
        if (rules.Any(r => r.Status == RuleStatus.Fail))
        {
            return RunOutcome.Failed;
        }

        if (nothingCounts || rules.Any(r => r is { Status: RuleStatus.NoData, Level: BudgetLevel.Fail }))
        {
            return RunOutcome.NoData;
        }

        // A rule of level warn that has no data is no more than a warning, and no less; so is one that noise left open.
        bool warned = rules.Any(r => r.Status is RuleStatus.Warn or RuleStatus.NoData or RuleStatus.Inconclusive);
        return degraded ? RunOutcome.Degraded : warned ? RunOutcome.Warned : RunOutcome.Passed;
    }
}
