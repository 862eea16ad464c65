using PerfFunctions.App.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Baselines;

/// <summary>Decides which runs later ones are compared with.</summary>
public static class BaselineRule
{
    /// <summary>
    /// A run that stands for its default branch, ended whole and broke no rule. Rules against other runs may lack their data:
    /// the first run of a plan has nothing to be compared with, and must become that thing. They may be inconclusive, too:
    /// only with more runs does a baseline grow until they are not. The run's own numbers must be there, and those of its pages
    /// may not be mostly another program's: they would let slower pages pass for a long time.
    /// </summary>
    public static bool Accepts(RunRecord run, RunOptions options, RunSummary? summary, Verdict verdict, IReadOnlyList<BudgetRule> rules) =>
        IsOfHistory(run, options) &&
        summary is { Degraded: false } && !summary.Pages.Any(IsMostlyNoisy) &&
        rules.Count > 0 &&
        verdict.Outcome is RunOutcome.Passed or RunOutcome.Warned or RunOutcome.NoData &&
        verdict.Rules.Zip(rules).All(pair =>
            pair.First.Status is RuleStatus.Pass or RuleStatus.Off || IsOpen(pair.First, pair.Second, summary));

    /// <summary>
    /// Whether a run stands for its plan's default branch: what a pull request or another branch brings is not history yet.
    /// A run without a branch, such as a scheduled one, counts as a run of the default branch.
    /// </summary>
    public static bool IsOfHistory(RunRecord run, RunOptions options) => run.PullRequest is { } of
        ? of is { Number: null, DeploymentUrl: not null, Branch: { } branch } && branch == of.DefaultBranch
        : run.Branch is null || options.IsDefault(run.Branch);

    private static bool IsMostlyNoisy(PageSummary page) => 2 * page.Loads.Count(l => l.Noise is not null) > page.Loads.Count;

    private static bool IsOpen(RuleResult result, BudgetRule rule, RunSummary summary) =>
        result.Status is RuleStatus.NoData or RuleStatus.Inconclusive && rule.NeedsOtherRuns
            && new SummaryReader(summary).Read(rule.Metric).Value is not null;
}
