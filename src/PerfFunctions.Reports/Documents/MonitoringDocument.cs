using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Units;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What to watch in production, when to alert, and what is normal.</summary>
internal static class MonitoringDocument
{
    // Pairs of windows of the multi-window alerts in Google's SRE workbook, chapter 5: a burn rate over the long window, and a
    // short one of a twelfth, so that the alert ends soon after the errors do.
    private static readonly (double Burn, TimeSpan Long, TimeSpan Short, string Action)[] Alerts =
    [
        (14.4, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), "page"),
        (6, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), "page"),
        (1, TimeSpan.FromDays(3), TimeSpan.FromHours(6), "ticket"),
    ];

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        WriteIndicators(writer, source);
        WriteAlerts(writer, source);
        WriteNormal(writer, source);
        WriteServer(writer, source);
        WriteAudits(writer, source);
    }

    private static void WriteIndicators(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Indicators");
        writer.Paragraph("A panel for each, by journey, over the window of its objective.");
        writer.Table(
            ["Journey", "Indicator", "Objective", "Window"],
            source.Objectives.Journeys.SelectMany(Indicators),
            "The plan states no journeys, so there is nothing to derive indicators from.");
    }

    private static IEnumerable<IReadOnlyList<string>> Indicators(Journey journey)
    {
        string window = Durations.Format(journey.Window);
        if (journey.Availability is { } good)
        {
            yield return [Plain(journey.Name), "requests without an error, as a share of all", $"≥ {Percents.Format(good)}", window];
        }

        foreach (LatencyObjective latency in journey.Latency)
        {
            yield return
            [
                Plain(journey.Name), FormattableString.Invariant($"requests within {Durations.Format(latency.Limit)}, as a share of all"),
                FormattableString.Invariant($"≥ {latency.Percentile:0.##} %"), window,
            ];
        }

        if (journey.Throughput is { } rate)
        {
            yield return [Plain(journey.Name), "requests per second", $"capacity for {Rate(rate)} times its peak factor", window];
        }
    }

    private static void WriteAlerts(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Alerts");
        writer.Paragraph("An alert fires while the error rate is above its limit over both windows.");
        writer.Table(
            ["Journey", "Burn rate:", "Error rate above:", "Long window", "Short window", "Action"],
            source.Objectives.Journeys.Where(j => j.Availability is not null).SelectMany(j => Alerts.Select(a => (IReadOnlyList<string>)
            [
                Plain(j.Name), Number(MetricUnit.Score, a.Burn), Number(MetricUnit.Share, Math.Min(1, a.Burn * (1 - j.Availability!.Value))),
                Durations.Format(a.Long), Durations.Format(a.Short), a.Action,
            ])),
            "No journey states an availability.");
    }

    private static void WriteNormal(DocumentWriter writer, DocumentSource source)
    {
        RunReport? run = source.Loads.FirstOrDefault(r => r.Verdict.Outcome == RunOutcome.Passed);
        writer.Heading(2, "What is normal");
        writer.Paragraph(run is null ? $"{NotMeasured}: no run with load has passed." : $"In the newest run that passed, {Source(run)}:");
        if (run is not null)
        {
            writer.Table(
                ["Scenario", "Throughput:", "Errors:", "p50:", "p95:", "p99:"],
                run.Summary!.Scenarios.Select(s => new ScenarioFigures(s)).Select(f => (IReadOnlyList<string>)
                [
                    Name(f.Scenario.Name), Rate(f.Throughput), Number(MetricUnit.Share, f.ErrorShare), Number(MetricUnit.Milliseconds, f.Response?.P50),
                    Number(MetricUnit.Milliseconds, f.Response?.P95), Number(MetricUnit.Milliseconds, f.Response?.P99),
                ]),
                NotMeasured + ".");
        }
    }

    private static void WriteServer(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Server-side series");
        writer.Table(
            ["Series", "Budgets"],
            source.Plan.Server.Select(s => (IReadOnlyList<string>)
            [
                Name(s.Name),
                string.Join("<br/>", source.Plan.Budgets.Where(b => b.Expression.StartsWith($"server.{s.Name}", StringComparison.Ordinal)).Select(b => Name(b.Expression)))
                    is { Length: > 0 } budgets ? budgets : NotStated,
            ]),
            "The plan reads none: add `server:`, so that load and server are seen on one axis of time.");
    }

    private static void WriteAudits(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Synthetic audits");
        writer.Paragraph(source.Plan.Schedule is { } schedule
            ? $"The plan runs by itself: {Name(schedule.Cron)} (UTC)."
            : "The plan has no schedule: add `schedule:` for a nightly audit.");
    }
}
