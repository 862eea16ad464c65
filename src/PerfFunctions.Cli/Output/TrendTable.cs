using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Engine.Metrics;
using Spectre.Console;

namespace PerfFunctions.Cli.Output;

/// <summary>The history of a plan as a table, a row a number.</summary>
public static class TrendTable
{
    private const int Width = 30;
    private const int ShortCommit = 7;

    /// <summary>Writes what the runs are, and every number with its course, its last value, its median and its changes.</summary>
    public static void Write(IAnsiConsole console, TrendView view)
    {
        console.MarkupLine($"[bold]{Markup.Escape(view.Plan)}[/]  {Markup.Escape(About(view))}");
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumns(
            new TableColumn("metric"), new TableColumn("history").NoWrap(), new TableColumn("last").RightAligned().NoWrap(),
            new TableColumn("median").RightAligned().NoWrap(), new TableColumn("level changes, newest first"));
        foreach (TrendSeriesView series in view.Series.Where(s => s.Values.Any(v => v is not null)))
        {
            double[] known = [.. series.Values.OfType<double>()];
            table.AddRow(
                Markup.Escape(series.Metric),
                Sparkline.Of(series.Values, Width),
                Markup.Escape(MetricFormat.Format(series.Unit, known[^1])),
                Markup.Escape(MetricFormat.Format(series.Unit, Sparkline.Median(known))),
                string.Join('\n', series.Changes.Reverse().Select(Change)));
        }

        console.Write(table);
        foreach (TrendConditionsView other in view.OtherConditions)
        {
            console.MarkupLine($"[grey]· other conditions, last used {Day(other.NewestAt)}: --conditions {Markup.Escape(other.Key)} {Markup.Escape($"({other.Text})")}[/]");
        }
    }

    private static string About(TrendView view) =>
        $"{view.Runs.Count} {(view.Runs.Count == 1 ? "run" : "runs")}, {Day(view.Runs[0].StartedAt)} to {Day(view.Runs[^1].StartedAt)}, {view.Conditions.Text}";

    private static string Change(TrendChangeView change)
    {
        string size = change.Percent is { } percent
            ? string.Create(CultureInfo.InvariantCulture, $"{(percent < 0 ? "−" : "+")}{Math.Abs(percent):0.#} %")
            : "from zero";
        string commits = (Short(change.LastCommitBefore), Short(change.FirstCommitAfter)) switch
        {
            (null, null) => "",
            var (before, after) when before == after => $", {after} on both sides",
            var (before, after) => $", {before ?? "?"}..{after ?? "?"}",
        };
        return $"[{(change.IsWorse ? "red" : "green")}]{size}[/] {Day(change.At)}{Markup.Escape(commits)}";
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Short(string? commit) => commit is { Length: > ShortCommit } ? commit[..ShortCommit] : commit;
}
