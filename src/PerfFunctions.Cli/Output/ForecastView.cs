using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Units;
using Spectre.Console;

namespace PerfFunctions.Cli.Output;

/// <summary>Shows what a plan would do and cost.</summary>
internal static class ForecastView
{
    public static void Write(IAnsiConsole console, RunForecast forecast)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{forecast.Plan} would load {forecast.Target ?? "a target that is only known during the run"} for {Durations.Format(TimeSpan.FromSeconds(forecast.LoadSeconds))} from {forecast.Shards} shards: {Peak(forecast)}."));
        if (ChosenText.Of(forecast.Profile, forecast.Parameters) is { Length: > 0 } chosen)
        {
            console.WriteLine($"With {chosen}.");
        }

        if (forecast.MaxResources is { } resources)
        {
            console.WriteLine($"What pages embed is only known during the run: up to {resources} resources a page count in the cost and the quotas.");
        }

        console.WriteLine($"Cost: {forecast.Cost}.");
        foreach (IGrouping<string, FixtureStep> fixture in forecast.Fixtures.GroupBy(f => f.Fixture))
        {
            console.WriteLine($"{char.ToUpperInvariant(fixture.Key[0])}{fixture.Key[1..]}: {string.Join(", ", fixture.Select(f => f.Name))}.");
        }

        WriteSeries(console, forecast.Series);
        foreach (PlanProblem refusal in forecast.Refusals)
        {
            console.WriteLine($"Refused: {refusal}");
        }
    }

    // Of users, what they will send a second is not known before.
    private static string Peak(RunForecast forecast)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string[] parts =
        [
            .. forecast.PeakRate > 0 ? (string[])[string.Create(invariant, $"{forecast.PeakRate:0.##}/s")] : [],
            .. forecast.PeakUsers > 0 ? (string[])[string.Create(invariant, $"{forecast.PeakUsers:0.##} users")] : [],
            .. forecast.PageLoads > 0 ? (string[])[string.Create(invariant, $"{forecast.PageLoads} page loads")] : [],
        ];
        return parts.Length > 0 ? $"at most {string.Join(", ", parts)}" : "nothing is loaded";
    }

    private static void WriteSeries(IAnsiConsole console, IReadOnlyList<NamedSeries> series)
    {
        if (series.Count == 0)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("measured separately");
        table.AddColumn("in budgets");
        foreach (NamedSeries one in series)
        {
            table.AddRow(Markup.Escape(one.Name), Markup.Escape($"{one.Budget}.…"));
        }

        console.Write(table);
    }
}
