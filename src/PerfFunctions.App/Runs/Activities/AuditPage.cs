using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Activities;

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
        // An activity runs at least once: one whose end was not noted comes again, and may not add its loads twice.
        PageMeasurement? first = audit.Further > 0 ? await blobs.FindPageAsync(audit.RunId, audit.Page, shutdown) : null;
        if (first is not null && first.Rounds >= audit.Round)
        {
            return Result(first);
        }

        OpenRun run = await files.OpenAsync(audit.RunId, shutdown);
        Page page = run.Plan.Pages.Single(p => p.Name == audit.Page);
        AuditTarget target =
            AuditTargets.Of(run, page, audit.Further, secrets.Resolve(run.Plan.Secrets)) with { Names = policies.Browsing(run.Plan) };
        CancellationToken stopped = default;
        try
        {
            AuditedPage audited = await watch.RunAsync(audit.RunId, stop => auditor.AuditAsync(target, stopped = stop), shutdown);
            (PageMeasurement measurement, PageEvidence? evidence) = RedactedPage.Of(audited, target);
            int failed = measurement.Loads.Count(l => l.Failure is not null);
            ServiceTelemetry.PageLoads.Add(measurement.Loads.Count - failed, new KeyValuePair<string, object?>("perf.state", "measured"));
            ServiceTelemetry.PageLoads.Add(failed, new KeyValuePair<string, object?>("perf.state", "failed"));
            PageMeasurement all = (first is null ? measurement : JoinedLoads.Of(first, measurement)) with { Rounds = audit.Round };
            await KeepAsync(audit.RunId, all, evidence, shutdown);
            return Result(all);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested && !shutdown.IsCancellationRequested)
        {
            return new AuditResult(page.Name, 0, "The run was stopped.");
        }
    }

    // The numbers first: evidence is large, and a storage that is slow to take it, which shows as a cancellation, must not cost them.
    private async Task KeepAsync(string runId, PageMeasurement page, PageEvidence? evidence, CancellationToken shutdown)
    {
        await blobs.SavePageAsync(runId, evidence is null ? page : page with { EvidenceMissing = "storage did not accept it" }, null, shutdown);
        if (evidence is null)
        {
            return;
        }

        try
        {
            // A round before this one may have missed it.
            await blobs.SavePageAsync(runId, page with { EvidenceMissing = null }, evidence, shutdown);
        }
        catch (Exception e) when ((ResultStorage.IsFailure(e) || e is OperationCanceledException) && !shutdown.IsCancellationRequested)
        {
            // What was saved before says so.
        }
    }

    private static AuditResult Result(PageMeasurement page) => new(
        page.Page, page.Loads.Count(l => l.Failure is null), page.Loads.FirstOrDefault(l => l.Failure is not null)?.Failure);
}
