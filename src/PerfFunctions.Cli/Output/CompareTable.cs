using PerfFunctions.Api;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Verdicts;
using Spectre.Console;

namespace PerfFunctions.Cli.Output;

/// <summary>Two runs as a table.</summary>
public static class CompareTable
{
    /// <summary>Writes every number, what differs in how the two were measured, and what it comes to.</summary>
    public static void Write(IAnsiConsole console, CompareView view)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("");
        table.AddColumn("metric");
        table.AddColumn(new TableColumn("base").RightAligned());
        table.AddColumn(new TableColumn("head").RightAligned());
        table.AddColumn(new TableColumn("change").RightAligned());
        foreach (ComparedNumber number in view.Numbers)
        {
            string[] cells = number.Comparison is { } compared
                ? [compared.BaseText, compared.HeadText, compared.ChangeText]
                : ["", "", number.Reason];
            table.AddRow([Mark(number.Outcome), Markup.Escape(number.Metric), .. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (string difference in view.Differences)
        {
            console.MarkupLine($"[yellow]! {Markup.Escape(difference)}[/]");
        }

        console.MarkupLine($"[grey]· Medians, each metric by itself; the change with its 95 % confidence interval. A change within {Percents.Format(view.Margin)} counts as equal.[/]");
        console.WriteLine();
        console.MarkupLine(Words(view));
        console.MarkupLine($"base  [link]{Markup.Escape(view.Base.Report)}[/]");
        console.MarkupLine($"head  [link]{Markup.Escape(view.Head.Report)}[/]");
    }

    private static string Words(CompareView view)
    {
        int Of(RegressionOutcome outcome) => view.Numbers.Count(n => n.Outcome == outcome);
        string counts = $"{Of(RegressionOutcome.Worse)} worse, {Of(RegressionOutcome.Better)} better, {Of(RegressionOutcome.Same)} equal, " +
            $"{Of(RegressionOutcome.Inconclusive)} inconclusive, {Of(RegressionOutcome.NoData)} without data";
        return view.Outcome switch
        {
            RegressionOutcome.Worse => $"[bold red]WORSE[/]  {counts}",
            RegressionOutcome.NoData => $"[bold blue]NO DATA[/]  {counts}",
            RegressionOutcome.Inconclusive => $"[bold yellow]INCONCLUSIVE[/]  {counts}",
            RegressionOutcome.Better => $"[bold green]BETTER[/]  {counts}",
            _ => $"[bold green]EQUAL[/]  {counts}",
        };
    }

    private static string Mark(RegressionOutcome outcome) => outcome switch
    {
        RegressionOutcome.Worse => "[red]✗ worse[/]",
        RegressionOutcome.Better => "[green]✓ better[/]",
        RegressionOutcome.Same => "[green]✓ equal[/]",
        RegressionOutcome.Inconclusive => "[yellow]≈ inconclusive[/]",
        _ => "[blue]? no data[/]",
    };
}
