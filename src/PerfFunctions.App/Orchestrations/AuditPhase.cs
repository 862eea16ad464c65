using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Orchestrations;

/// <summary>Audits all pages.</summary>
public static class AuditPhase
{
    /// <summary>
    /// Audits page after page, so that no two disturb each other or meet on the site. A page that could not be audited
    /// comes back as a result that says so.
    /// </summary>
    [Function(nameof(AuditPhase))]
    public static async Task<AuditResult[]> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        RunPlan plan = context.GetInput<RunPlan>()!;
        List<AuditResult> results = [];
        foreach (string page in plan.Pages)
        {
            results.Add(await AuditAsync(context, new PageAudit(plan.RunId, page)));
        }

        return [.. results];
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
