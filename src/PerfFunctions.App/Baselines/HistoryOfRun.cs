using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Trends;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Baselines;

/// <summary>The history of a plan, as one of its runs sees it.</summary>
public sealed class HistoryOfRun(TrendStore trends, BaselineStore baselines, IOptions<RunOptions> options)
{
    // With the run itself as many as people are shown, unless they ask for more.
    private const int MaxRuns = 89;

    /// <summary>The runs before this one under its conditions, oldest first, and of them the newest that was accepted by hand.</summary>
    public async Task<(IReadOnlyList<TrendRun> Runs, string? Accepted)> BeforeAsync(
        RunRecord run, RunConditions conditions, CancellationToken cancellationToken)
    {
        IReadOnlyList<TrendRun> before = await trends.ReadAsync(conditions.Plan, conditions.Key(), MaxRuns, run.RunId, cancellationToken);
        BaselineRun? accepted = await baselines.UnderAsync(conditions.Plan, conditions.Key(), run.RunId, MaxRuns, cancellationToken)
            .FirstOrDefaultAsync(r => r.ByHand, cancellationToken);
        return (before, accepted?.RunId);
    }

    /// <summary>
    /// Adds a run that stands for its default branch and was measured whole: whether it broke its budgets or not, but not one
    /// that was stopped or lost a part of its load, whose numbers speak for less than was asked.
    /// </summary>
    public async Task AddAsync(
        RunRecord run, PerfPlan plan, RunSummary summary, RunConditions conditions, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (!BaselineRule.IsOfHistory(run, options.Value) || summary.Degraded ||
            outcome is not (RunOutcome.Passed or RunOutcome.Warned or RunOutcome.Failed or RunOutcome.NoData))
        {
            return;
        }

        IReadOnlyList<TrendValue> values = TrendValues.Of(plan, new SummaryReader(summary));
        if (values.Count > 0)
        {
            await trends.AddAsync(
                conditions,
                new TrendRun
                {
                    RunId = run.RunId,
                    StartedAt = run.CreatedAt,
                    Commit = run.Commit ?? run.PullRequest?.HeadSha,
                    Branch = run.Branch ?? run.PullRequest?.Branch,
                    Outcome = outcome,
                    Values = values,
                },
                cancellationToken);
        }
    }
}
