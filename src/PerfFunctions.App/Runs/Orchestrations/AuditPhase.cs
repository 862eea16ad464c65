using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Audits all pages.</summary>
public static class AuditPhase
{
    private const int MaxRounds = 3;

    /// <summary>
    /// Audits page after page, so that no two disturb each other or meet on the site. A page that could not be audited
    /// comes back as a result that says so.
    /// </summary>
    /// <remarks>A page that is compared with its baseline is loaded further while the noise leaves that open.</remarks>
    [Function(nameof(AuditPhase))]
    public static async Task<AuditResult[]> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunPlan plan)
    {
        List<AuditResult> results = [];
        foreach (string page in plan.Pages)
        {
            AuditResult result = await AuditAsync(context, new PageAudit(plan.RunId, page));
            results.Add(result.Reason is null && plan.Compared.Contains(page) ? await FurtherAsync(context, plan.RunId, result) : result);
        }

        return [.. results];
    }

    // What the plan asked for is measured by now: no trouble on the way to more may take it away.
    private static async Task<AuditResult> FurtherAsync(TaskOrchestrationContext context, string runId, AuditResult result)
    {
        try
        {
            var page = new PageAudit(runId, result.Page);
            for (int round = 1; round <= MaxRounds && await context.FindFurtherLoadsAsync(page) is > 0 and int more; round++)
            {
                AuditResult further = await context.AuditPageAsync(page with { Further = more, Round = round });
                if (further.Loads < result.Loads + more)
                {
                    break;
                }

                result = further;
            }
        }
        catch (TaskFailedException)
        {
            return result;
        }

        return result;
    }

    private static async Task<AuditResult> AuditAsync(TaskOrchestrationContext context, PageAudit page)
    {
        try
        {
            return await context.AuditPageAsync(page);
        }
        catch (TaskFailedException e)
        {
            return new AuditResult(page.Page, 0, $"The audit of '{page.Page}' failed: {e.FailureDetails.ErrorMessage}");
        }
    }
}
