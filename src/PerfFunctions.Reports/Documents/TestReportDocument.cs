using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What the newest runs showed: conditions, results against objectives, bottlenecks, raw data.</summary>
internal static class TestReportDocument
{
    private const int MaxRequests = 20;

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        RunReport? newest = source.Runs.Count > 0 ? source.Runs[0] : null;
        if (newest is null)
        {
            writer.Paragraph("The plan has no run yet, so there is nothing to report.");
            return;
        }

        writer.Heading(2, "Summary");
        writer.Paragraph($"**{OutcomeText.Of(newest.Verdict.Outcome).Label}: {Plain(newest.Verdict.Headline)}** ({Source(newest)})");
        writer.Heading(2, "Goal");
        writer.Paragraph(GoalOf(source.Objectives));
        WriteConditions(writer, source);
        writer.Heading(2, "Results against budgets");
        BudgetTable.Write(writer, source, source.Plan.Budgets);
        WriteErrorBudgets(writer, source);
        WriteLoad(writer, source.Load);
        WriteRequests(writer, source.Load);
        PageTable.Write(writer, source);
        FindingText.Write(writer, source);
        writer.Heading(2, "Raw data");
        writer.List(new[] { source.Load, source.Audits, source.Capacity?.Run }.OfType<RunReport>().DistinctBy(r => r.RunId)
            .Select(r => $"{Source(r)}: report, and the same as `report.json`, `report.md` and `report.xml`"));
    }

    private static string GoalOf(ServiceObjectives objectives) => objectives.Journeys.Count == 0
        ? "The plan states no objectives; runs are evaluated by its budgets."
        : $"To show that {string.Join(", ", objectives.Journeys.Select(j => Plain(j.Name)))} meet the objectives of the requirements.";

    private static void WriteConditions(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Conditions");
        writer.Table(
            ["Run", "Shows", "Target", "Profile", "Measured on", "Ended"],
            new[] { ("load", source.Load), ("pages", source.Audits), ("capacity", source.Capacity?.Run) }
                .Where(r => r.Item2 is not null)
                .GroupBy(r => r.Item2!.RunId)
                .Select(g => (IReadOnlyList<string>)
                [
                    Source(g.First().Item2), string.Join(", ", g.Select(r => r.Item1)), Name(g.First().Item2!.Target), Plain(g.First().Item2!.Profile),
                    Plain(g.First().Item2!.MeasuredOn), Span.When(g.First().Item2!.FinishedAt),
                ]),
            "No run measured anything.");
    }

    private static void WriteErrorBudgets(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Error budgets");
        writer.List(source.Objectives.Journeys
            .Where(j => j.Availability is not null)
            .Select(j => (Journey: j, Errors: JourneyReading.Newest(source, j, LoadMetric.Errors)))
            .Select(j => $"{Plain(j.Journey.Name)}: {Plain(ErrorBudget.Of(j.Journey)!.Describe(j.Errors?.Value))} ({Source(j.Errors?.Run)})")
            .DefaultIfEmpty("No journey states an availability."));
    }

    private static void WriteLoad(DocumentWriter writer, RunReport? run)
    {
        writer.Heading(2, "Load");
        writer.Table(
            ["Scenario", "Load", "Requests:", "Throughput:", "Errors:", "p50:", "p95:", "p99:", "Run"],
            (run?.Summary?.Scenarios ?? []).Select(s => new ScenarioFigures(s)).Select(f => (IReadOnlyList<string>)
            [
                Name(f.Scenario.Name), Plain(f.Model), Number(MetricUnit.Count, f.Scenario.Counts.Sent), Rate(f.Throughput),
                Number(MetricUnit.Share, f.ErrorShare), Number(MetricUnit.Milliseconds, f.Response?.P50),
                Number(MetricUnit.Milliseconds, f.Response?.P95), Number(MetricUnit.Milliseconds, f.Response?.P99), Source(run),
            ]),
            "No load was measured.");
    }

    private static void WriteRequests(DocumentWriter writer, RunReport? run)
    {
        writer.Heading(2, "Requests");
        writer.Table(
            ["Request", "Completed:", "Errors:", "p50:", "p95:", "p99:", "Share of the time:", "Run"],
            (run?.Summary?.Scenarios ?? [])
                .SelectMany(s => SeriesFigures.Requests(s).Select(r => (s.Name, Figures: r)))
                .Take(MaxRequests)
                .Select(r => (IReadOnlyList<string>)
                [
                    Name($"{r.Name}.{r.Figures.Series.Title}"), Number(MetricUnit.Count, r.Figures.Series.Counts.Completed),
                    Number(MetricUnit.Share, r.Figures.ErrorShare), Number(MetricUnit.Milliseconds, r.Figures.Response?.P50),
                    Number(MetricUnit.Milliseconds, r.Figures.Response?.P95), Number(MetricUnit.Milliseconds, r.Figures.Response?.P99),
                    Number(MetricUnit.Share, r.Figures.TimeShare), Source(run),
                ]),
            "No request was measured.");
    }
}
