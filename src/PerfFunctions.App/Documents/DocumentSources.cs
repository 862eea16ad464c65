using PerfFunctions.App.Baselines;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Reports.Documents;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Documents;

/// <summary>Collects what documents are made from.</summary>
public sealed class DocumentSources(PlanStore plans, VerdictStore verdicts, RunStore runs, RunFiles files, RunReports reports, TimeProvider time)
{
    // Summaries are read one by one, and hold histograms: more than these take seconds.
    private const int MaxRuns = 30;

    /// <summary>The source of a plan: as it is stored, or else as its newest run had it; null when there is neither.</summary>
    /// <param name="name">Plan name.</param>
    /// <param name="question">What its capacity plan is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DocumentSource?> FindAsync(string name, CapacityQuestion question, CancellationToken cancellationToken)
    {
        if (!PlanNames.IsValid(name))
        {
            return null;
        }

        List<RunRecord> ended = await RunsAsync(name, cancellationToken);
        if (await PlanAsync(name, ended, cancellationToken) is not { } plan)
        {
            return null;
        }

        List<RunReport> read = [];
        foreach (RunRecord run in ended)
        {
            if (await reports.WithoutPicturesAsync(run, cancellationToken) is { } report)
            {
                read.Add(report);
            }
        }

        return new DocumentSource { Plan = plan, Runs = read, At = time.GetUtcNow(), Question = question };
    }

    /// <summary>The same source with diagnoses of the runs that documents show one of.</summary>
    public async Task<DocumentSource> DiagnosedAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        string?[] shown = [source.Load?.RunId, source.Audits?.RunId];
        List<RunReport> all = [];
        foreach (RunReport report in source.Runs)
        {
            all.Add(shown.Contains(report.RunId) && await runs.FindAsync(report.RunId, cancellationToken) is { } run
                ? await reports.DiagnosedAsync(report, run, cancellationToken)
                : report);
        }

        return source with { Runs = all };
    }

    private async Task<List<RunRecord>> RunsAsync(string name, CancellationToken cancellationToken)
    {
        List<RunRecord> ended = [];
        foreach (string id in await verdicts.NewestAsync(name, MaxRuns, cancellationToken))
        {
            if (await runs.FindAsync(id, cancellationToken) is { Outcome: not null } run)
            {
                ended.Add(run);
            }
        }

        return ended;
    }

    private async Task<PerfPlan?> PlanAsync(string name, List<RunRecord> ended, CancellationToken cancellationToken)
    {
        if (await plans.FindSourceAsync(name, cancellationToken) is { } stored &&
            PlanParser.Parse(stored.Text, PlanSettings.Open, stored.Files).Plan is { } parsed)
        {
            return parsed;
        }

        foreach (RunRecord run in ended)
        {
            (PlanSource? _, PerfPlan? plan) = await files.ReadAsync(run, forLoad: false, cancellationToken);
            if (plan is not null)
            {
                return plan;
            }
        }

        return null;
    }
}
