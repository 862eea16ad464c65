using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Reports;

/// <summary>Creates the report of a run from its stored results.</summary>
public sealed class RunReports(RunBlobs blobs, EarlierRuns earlier, RunLinks links, PictureLinks pictures, HostKind host, TimeProvider time)
{
    /// <summary>The report of a run that has been judged.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public async Task<RunReport> OfAsync(RunRecord run, CancellationToken cancellationToken)
    {
        Verdict verdict = await blobs.FindVerdictAsync(run.RunId, cancellationToken) ??
            throw new InvalidOperationException($"Run '{run.RunId}' has not been evaluated.");
        RunSummary? summary = verdict.IsPlain ? null : await blobs.FindSummaryAsync(run.RunId, cancellationToken);
        return await OfAsync(run, verdict, summary, cancellationToken);
    }

    /// <summary>The same without screenshots and filmstrips, for documents that show none; null for a run without a verdict.</summary>
    public async Task<RunReport?> WithoutPicturesAsync(RunRecord run, CancellationToken cancellationToken) =>
        await blobs.FindVerdictAsync(run.RunId, cancellationToken) is { } verdict
            ? Of(run, verdict, verdict.IsPlain ? null : await blobs.FindSummaryAsync(run.RunId, cancellationToken))
            : null;

    /// <summary>A report whose diagnosis looks back at earlier runs.</summary>
    public async Task<RunReport> DiagnosedAsync(RunReport report, RunRecord run, CancellationToken cancellationToken)
    {
        if (report.Summary is null)
        {
            return report;
        }

        (RunSummary? lastGood, RunSummary? previous) = await earlier.FindAsync(run, cancellationToken);
        return report with { Diagnosis = new(() => Diagnosis.Of(report.Summary, lastGood, previous)) };
    }

    /// <summary>The last resort, for a report that cannot be made: that it cannot, and why.</summary>
    public Task<RunReport> PlainAsync(RunRecord run, string problem, CancellationToken cancellationToken) => OfAsync(
        run,
        new Verdict { RunId = run.RunId, Outcome = RunOutcome.InternalError, Headline = $"The report could not be created: {problem}", IsPlain = true },
        summary: null,
        cancellationToken);

    private async Task<RunReport> OfAsync(
        RunRecord run, Verdict verdict, RunSummary? summary, CancellationToken cancellationToken) =>
        await DiagnosedAsync(Of(run, verdict, summary), run, cancellationToken) with
        {
            Screenshots = await ScreenshotsAsync(run.RunId, summary, cancellationToken),
            Frames = await FramesAsync(run.RunId, summary, cancellationToken),
        };

    private RunReport Of(RunRecord run, Verdict verdict, RunSummary? summary) => new()
    {
        RunId = run.RunId,
        Plan = run.Plan,
        Trigger = char.ToLowerInvariant(run.Trigger.ToString()[0]) + run.Trigger.ToString()[1..],
        Target = run.Target,
        Profile = run.Profile,
        Parameters = run.Parameters,
        MeasuredOn = summary is null ? null : host.ToString(),
        CreatedAt = run.CreatedAt,
        FinishedAt = run.FinishedAt ?? time.GetUtcNow(),
        Verdict = verdict,
        Setup = run.Setup,
        Teardown = run.Teardown,
        Summary = summary,
        Cost = run.Cost,
        ReportUrl = links.Report(run.RunId, "html"),
        ChangesUrl = pictures.Changes(run),
        PullRequest = run.PullRequest is { } pullRequest ? NameOf(pullRequest) : null,
    };

    private static string NameOf(PullRequestContext pullRequest)
    {
        string number = pullRequest.Number is { } n ? $"#{n}" : "";
        string commit = pullRequest.HeadSha[..Math.Min(7, pullRequest.HeadSha.Length)];
        return $"{pullRequest.Owner}/{pullRequest.Repository}{number} at {commit}";
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ScreenshotsAsync(string runId, RunSummary? summary, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> screenshots = [];
        foreach (PageSummary page in summary?.Pages.Where(p => p.Evidence.Contains(EvidenceFiles.Screenshot)) ?? [])
        {
            screenshots[page.Name] = await EvidenceAsync(runId, page, EvidenceFiles.Screenshot, cancellationToken);
        }

        return screenshots;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<byte[]>>> FramesAsync(
        string runId, RunSummary? summary, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyList<byte[]>> frames = [];
        foreach (PageSummary page in summary?.Pages ?? [])
        {
            List<byte[]> strip = [];
            for (int i = 0; page.Evidence.Contains(EvidenceFiles.Frame(i)); i++)
            {
                strip.Add(await EvidenceAsync(runId, page, EvidenceFiles.Frame(i), cancellationToken));
            }

            frames[page.Name] = strip;
        }

        return frames;
    }

    private async Task<byte[]> EvidenceAsync(string runId, PageSummary page, string file, CancellationToken cancellationToken) =>
        (await blobs.FindEvidenceAsync(runId, page.Name, file, cancellationToken))?.ToArray() ?? [];
}
