using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Activities;

/// <summary>Loads one page in a browser as often as the plan says, or some times more.</summary>
public sealed class AuditPage(
    RunFiles files, IPageAuditor auditor, RunBlobs blobs, SecretSource secrets, CancelWatch watch, RunTelemetry telemetry,
    TargetPolicies policies)
{
    /// <summary>Audits the page and keeps what was measured.</summary>
    [Function(nameof(AuditPage))]
    public Task<AuditResult> RunAsync([ActivityTrigger] PageAudit audit, FunctionContext context) =>
        telemetry.StageAsync(nameof(AuditPage), audit.RunId, () => AuditAsync(audit, context.CancellationToken));

    private async Task<AuditResult> AuditAsync(PageAudit audit, CancellationToken shutdown)
    {
        OpenRun run = await files.OpenAsync(audit.RunId, shutdown);
        Page page = run.Plan.Pages.Single(p => p.Name == audit.Page);
        AuditTarget target = AuditTargets.Of(run, page, audit.Further, secrets.Resolve(run.Plan.Secrets)) with { Names = policies.Browsing };
        try
        {
            (PageMeasurement measurement, PageEvidence? evidence) = await watch.RunAsync(audit.RunId, stop => auditor.AuditAsync(target, stop), shutdown);
            int failed = measurement.Loads.Count(l => l.Failure is not null);
            ServiceTelemetry.PageLoads.Add(measurement.Loads.Count - failed, new KeyValuePair<string, object?>("perf.state", "measured"));
            ServiceTelemetry.PageLoads.Add(failed, new KeyValuePair<string, object?>("perf.state", "failed"));
            if (audit.Further > 0)
            {
                PageMeasurement? first = await blobs.FindPageAsync(audit.RunId, page.Name, shutdown);
                measurement = first is null ? measurement : JoinedLoads.Of(first, measurement);
            }

            await blobs.SavePageAsync(audit.RunId, measurement, evidence, shutdown);
            return new AuditResult(
                page.Name, measurement.Loads.Count(l => l.Failure is null), measurement.Loads.FirstOrDefault(l => l.Failure is not null)?.Failure);
        }
        catch (OperationCanceledException) when (!shutdown.IsCancellationRequested)
        {
            return new AuditResult(page.Name, 0, "The run was stopped.");
        }
    }
}
