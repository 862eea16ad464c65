using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.Activities;

/// <summary>Tells people how a run ended, once.</summary>
public sealed partial class ReportRun(
    RunStore runs, RunBlobs blobs, IPullRequests pullRequests, VerdictWebhook webhook, RunLinks links, TimeProvider time, RunTelemetry telemetry,
    VerdictAge age, ILogger<ReportRun> log)
{
    /// <summary>Writes the reports, records the end of the run, completes its check and posts the verdict. Every part is safe to repeat.</summary>
    [Function(nameof(ReportRun))]
    public Task<CodeHostTurn> RunAsync([ActivityTrigger] RunClosing closing, FunctionContext context) =>
        telemetry.StageAsync(nameof(ReportRun), closing.RunId, () => CodeHostTurn.TryAsync(() => ReportAsync(closing, context.CancellationToken)));

    private async Task ReportAsync(RunClosing closing, CancellationToken cancellation)
    {
        RunRecord run = await runs.GetAsync(closing.RunId, cancellation);
        RunReport report = await ReportOfAsync(run, cancellation);
        foreach ((string format, string text) in Render(report))
        {
            await blobs.SaveReportAsync(run.RunId, format, text, cancellation);
        }

        await runs.FinishAsync(run.RunId, report.Verdict.Outcome, report.Verdict.Headline, report.FinishedAt, cancellation);
        if (run.FinishedAt is null)
        {
            Tell(run, report);
        }

        if (closing.Quiet)
        {
            return;
        }

        if (run.PullRequest is { } pullRequest)
        {
            await pullRequests.CompleteAsync(pullRequest, report, cancellation);
        }

        await webhook.SendAsync(run, report, cancellation);
    }

    private void Tell(RunRecord run, RunReport report)
    {
        var outcome = new KeyValuePair<string, object?>("perf.outcome", report.Verdict.Outcome.ToString());
        ServiceTelemetry.Runs.Add(1, outcome, new KeyValuePair<string, object?>("perf.trigger", run.Trigger.ToString()));
        ServiceTelemetry.RunDuration.Record((report.FinishedAt - run.CreatedAt).TotalSeconds, outcome);
        age.Reported();
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

    private async Task<RunReport> ReportOfAsync(RunRecord run, CancellationToken cancellation)
    {
        Verdict verdict = await blobs.FindVerdictAsync(run.RunId, cancellation) ??
            throw new InvalidOperationException($"Run '{run.RunId}' has not been judged.");
        RunSummary? summary = await blobs.FindSummaryAsync(run.RunId, cancellation);
        return new RunReport
        {
            RunId = run.RunId,
            Plan = run.Plan,
            Trigger = char.ToLowerInvariant(run.Trigger.ToString()[0]) + run.Trigger.ToString()[1..],
            Target = run.Target,
            CreatedAt = run.CreatedAt,
            FinishedAt = run.FinishedAt ?? time.GetUtcNow(),
            Verdict = verdict,
            Summary = summary,
            Cost = run.Cost,
            ReportUrl = links.Report(run.RunId, "html"),
            PullRequest = run.PullRequest is { } pullRequest ? NameOf(pullRequest) : null,
            Screenshots = await ScreenshotsAsync(run.RunId, summary, cancellation),
            Frames = await FramesAsync(run.RunId, summary, cancellation),
        };
    }

    private static string NameOf(PullRequestContext pullRequest)
    {
        string number = pullRequest.Number is { } n ? $"#{n}" : "";
        string commit = pullRequest.HeadSha[..Math.Min(7, pullRequest.HeadSha.Length)];
        return $"{pullRequest.Owner}/{pullRequest.Repository}{number} at {commit}";
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ScreenshotsAsync(string runId, RunSummary? summary, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> screenshots = [];
        foreach (PageSummary page in summary?.Pages.Where(p => p.Evidence.Contains(EvidenceFiles.Screenshot)) ?? [])
        {
            screenshots[page.Name] = await EvidenceAsync(runId, page, EvidenceFiles.Screenshot, cancellation);
        }

        return screenshots;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<byte[]>>> FramesAsync(string runId, RunSummary? summary, CancellationToken cancellation)
    {
        Dictionary<string, IReadOnlyList<byte[]>> frames = [];
        foreach (PageSummary page in summary?.Pages ?? [])
        {
            List<byte[]> strip = [];
            for (int i = 0; page.Evidence.Contains(EvidenceFiles.Frame(i)); i++)
            {
                strip.Add(await EvidenceAsync(runId, page, EvidenceFiles.Frame(i), cancellation));
            }

            frames[page.Name] = strip;
        }

        return frames;
    }

    private async Task<byte[]> EvidenceAsync(string runId, PageSummary page, string file, CancellationToken cancellation) =>
        (await blobs.FindEvidenceAsync(runId, page.Name, file, cancellation))?.ToArray() ?? [];
}
