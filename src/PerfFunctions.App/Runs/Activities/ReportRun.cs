using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Junit;
using PerfFunctions.Reports.Markdown;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Writes the reports of a run; notifications follow.</summary>
public sealed partial class ReportRun(
    RunStore runs, RunBlobs blobs, RunReports reports, RunTelemetry telemetry, LastVerdict last, ILogger<ReportRun> log)
{
    /// <summary>Writes the reports and records the end of the run. Both are safe to repeat.</summary>
    [Function(nameof(ReportRun))]
    public Task<RunOutcome> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(ReportRun), request.RunId, () => ReportAsync(request.RunId, context.CancellationToken));

    private async Task<RunOutcome> ReportAsync(string runId, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(runId, cancellationToken);
        RunReport report = await reports.OfAsync(run, cancellationToken);
        foreach ((string format, string text) in Render(report))
        {
            await blobs.SaveReportAsync(run.RunId, format, text, cancellationToken);
        }

        if (report.Summary is { } summary)
        {
            await blobs.SaveResultsAsync(run.RunId, RunResultViews.Of(summary), cancellationToken);
        }

        await runs.FinishAsync(run.RunId, report.Verdict.Outcome, report.Verdict.Headline, report.FinishedAt, cancellationToken);
        if (run.FinishedAt is null)
        {
            Count(run, report);
        }

        return report.Verdict.Outcome;
    }

    private void Count(RunRecord run, RunReport report)
    {
        var outcome = new KeyValuePair<string, object?>("perf.outcome", report.Verdict.Outcome.ToString());
        ServiceTelemetry.Runs.Add(1, outcome, new KeyValuePair<string, object?>("perf.trigger", run.Trigger.ToString()));
        ServiceTelemetry.RunDuration.Record((report.FinishedAt - run.CreatedAt).TotalSeconds, outcome);
        last.Reported();
        LogEnded(log, run.RunId, run.Plan, report.Verdict.Outcome, report.Verdict.Headline);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} of plan {Plan} ended: {Outcome}: {Headline}")]
    private static partial void LogEnded(ILogger logger, string runId, string plan, RunOutcome outcome, string headline);

    private static IEnumerable<(string Format, string Text)> Render(RunReport report) =>
    [
        ("json", JsonReport.Render(report)),
        ("md", MarkdownReport.Render(report)),
        ("xml", JunitReport.Render(report)),
        ("html", HtmlReport.Render(report)),
    ];
}
