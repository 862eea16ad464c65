using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Options;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Says how many further loads of a page would probably decide how it stands to its baseline.</summary>
public sealed class FindFurtherLoads(
    RunFiles files, RunBlobs blobs, BaselineStore baselines, HostKind host, RunTelemetry telemetry, IOptions<RunOptions> options)
{
    /// <summary>How many more loads; 0 when the page is decided, cannot be, or has had its most.</summary>
    [Function(nameof(FindFurtherLoads))]
    public Task<int> RunAsync([ActivityTrigger] PageAudit audit, FunctionContext context) =>
        telemetry.StageAsync(nameof(FindFurtherLoads), audit.RunId, () => FindAsync(audit, context.CancellationToken));

    private async Task<int> FindAsync(PageAudit audit, CancellationToken cancellationToken)
    {
        OpenRun run = await files.OpenAsync(audit.RunId, cancellationToken);
        int left = options.Value.MaxLoads;
        if (run.Record.CancelRequested ||
            await blobs.FindPageAsync(audit.RunId, audit.Page, cancellationToken) is not { } page
                || (left -= page.Loads.Count) <= 0)
        {
            return 0;
        }

        RunConditions conditions = RunConditions.Of(run.Plan, run.Source, run.Record, [page.Environment], host);
        BaselinePool pool = await BaselinePool.OpenForPageAsync(baselines, blobs, conditions, audit.RunId, cancellationToken);
        BudgetRule[] all = [.. run.Plan.Comparisons];
        BudgetRule[] rules = [.. all.Where(b => b.Metric.Subject == audit.Page)];
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = audit.RunId,
            Rules = rules,
            OtherComparisons = all.Length - rules.Length,
            MaxLoads = options.Value.MaxLoads,
            Current = new SummaryReader(RunAggregator.OfPage(audit.RunId, run.Plan, page)),
            Baseline = pool.Runs,
        });
        int more = verdict.Rules.Where(r => r.Status == RuleStatus.Inconclusive).Select(r => r.Comparison?.MoreNeeded ?? 0).Append(0).Max();
        return Math.Min(more, left);
    }
}
