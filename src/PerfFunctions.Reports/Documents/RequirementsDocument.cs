using System.Globalization;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Units;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What the system must do, and whether that has been measured.</summary>
internal static class RequirementsDocument
{
    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        ServiceObjectives objectives = source.Objectives;
        writer.Heading(2, "User journeys");
        writer.Table(
            ["Journey", "Measured by", "Good requests", "Limits", "Throughput:", "Users:", "Window"],
            objectives.Journeys.Select(Row),
            "The plan states no journeys: add `objectives: { journeys: … }`, or let `perf init` ask for them.");
        writer.Heading(2, "Growth");
        writer.List(GrowthOf(objectives.Growth));
        writer.Heading(2, "Data volumes");
        writer.Table(
            ["Data", "Volume:"], objectives.Data.Select(d => (IReadOnlyList<string>)[Plain(d.Key), Number(MetricUnit.Count, d.Value)]), NotStated + ".");
        writer.Heading(2, "Infrastructure budget");
        writer.Paragraph(objectives.MonthlyCost is { } cost
            ? $"At most {cost.ToString("#,0.##", CultureInfo.InvariantCulture)} {source.Question.Prices.Currency} a month."
            : NotStated + ".");
        writer.Heading(2, "Budgets that follow");
        writer.Paragraph("Each run is evaluated by these. The last column is the newest run that measured the number.");
        BudgetTable.Write(writer, source, source.Plan.Budgets.Where(b => b.Level != BudgetLevel.Off));
        writer.Heading(2, "Not stated");
        writer.List(Missing(objectives).DefaultIfEmpty("Nothing: every journey has its limits, and demand has its growth."));
    }

    /// <summary>The limits of a journey, one below the other.</summary>
    public static IEnumerable<string> Limits(Journey journey) =>
    [
        .. journey.Latency.Select(l => $"{Name(l.Metric)} < {Durations.Format(l.Limit)}"),
        .. journey.Metrics.Select(m => $"{Name(m.Metric)}: {Plain(m.Limit)}"),
    ];

    private static IReadOnlyList<string> Row(Journey journey) =>
    [
        Plain(journey.Name),
        Name(journey.Subject),
        journey.Availability is { } good ? $"≥ {Percents.Format(good)}" : NotStated,
        journey.Latency.Count + journey.Metrics.Count > 0 ? string.Join("<br/>", Limits(journey)) : NotStated,
        journey.Throughput is { } rate ? Rate(rate) : NotStated,
        journey.Users is { } users ? Number(MetricUnit.Count, users) : NotStated,
        Durations.Format(journey.Window),
    ];

    private static IEnumerable<string> GrowthOf(DemandGrowth? growth)
    {
        if (growth is null)
        {
            return [NotStated + "."];
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        return
        [
            string.Create(invariant, $"{growth.PerMonth * 100:0.##} % a month."),
            string.Create(invariant, $"The busiest moment of a month is {growth.PeakFactor:0.##} times its ordinary busy hour."),
            .. growth.Seasons.Count == 0 ? Array.Empty<string>() : [$"Seasons, January first: {string.Join(", ", growth.Seasons.Select(s => s.ToString("0.##", invariant)))}."],
            .. growth.Events.Select(e => string.Create(invariant, $"{Day(e.Date)}, {Plain(e.Name)}: {e.Factor:0.##} times an ordinary day.")),
        ];
    }

    private static IEnumerable<string> Missing(ServiceObjectives objectives)
    {
        foreach ((bool isMissing, string what) in new[]
        {
            (objectives.Owner is null, "who owns the system (`owner`)"),
            (objectives.Journeys.Count == 0, "what users do (`journeys`)"),
            (objectives.Growth is null, "how demand grows (`growth`)"),
            (objectives.Data.Count == 0, "how much data there is (`data`)"),
            (objectives.MonthlyCost is null, "what infrastructure may cost (`monthlyCost`)"),
        })
        {
            if (isMissing)
            {
                yield return what;
            }
        }

        foreach (Journey journey in objectives.Journeys.Where(j => j.Throughput is null && j.Users is null))
        {
            yield return $"how many requests or users '{Plain(journey.Name)}' has";
        }
    }
}
