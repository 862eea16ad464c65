using PerfFunctions.Api;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using Spectre.Console;

namespace PerfFunctions.Cli.Output;

/// <summary>The verdict as a table.</summary>
public static class VerdictView
{
    /// <summary>Writes every rule, the notes, the headline and the links.</summary>
    public static void Write(IAnsiConsole console, RunView run)
    {
        Verdict verdict = run.Verdict!;
        WriteRules(console, verdict);
        foreach (FixtureResult fixture in new[] { run.Setup, run.Teardown }.OfType<FixtureResult>())
        {
            WriteFixture(console, fixture);
        }

        WriteEnd(console, verdict);
        if (ChosenText.Of(run.Profile, run.Parameters) is { Length: > 0 } chosen)
        {
            console.MarkupLine($"with    {Markup.Escape(chosen)}");
        }

        console.MarkupLine($"report  [link]{Markup.Escape(run.Links.Html)}[/]");
    }

    /// <summary>Writes a verdict that has no run: every rule, the notes and the headline.</summary>
    public static void Write(IAnsiConsole console, Verdict verdict)
    {
        WriteRules(console, verdict);
        WriteEnd(console, verdict);
    }

    /// <summary>An outcome as people write it.</summary>
    public static string Name(RunOutcome outcome) => outcome switch
    {
        RunOutcome.NoData => "NO DATA",
        RunOutcome.TimedOut => "TIMED OUT",
        RunOutcome.InternalError => "INTERNAL ERROR",
        _ => outcome.ToString().ToUpperInvariant(),
    };

    /// <summary>The colour of an outcome.</summary>
    public static string Colour(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed => "green",
        RunOutcome.Warned or RunOutcome.Degraded => "yellow",
        RunOutcome.NoData or RunOutcome.Cancelled => "blue",
        _ => "red",
    };

    private static void WriteRules(IAnsiConsole console, Verdict verdict)
    {
        if (verdict.Rules.Count > 0)
        {
            console.Write(Rules(verdict));
        }
    }

    private static void WriteEnd(IAnsiConsole console, Verdict verdict)
    {
        foreach (string note in verdict.Notes)
        {
            console.MarkupLine($"[grey]· {Markup.Escape(note)}[/]");
        }

        console.WriteLine();
        console.MarkupLine($"[bold {Colour(verdict.Outcome)}]{Name(verdict.Outcome)}[/]  {Markup.Escape(verdict.Headline)}");
    }

    private static void WriteFixture(IAnsiConsole console, FixtureResult fixture)
    {
        console.WriteLine(fixture.Sentence);
        foreach (FixtureRequest request in fixture.Requests.Where(r => r.Failed > 0))
        {
            console.WriteLine($"  {request.Name}: {request.Failed} of {request.Sent} failed: {request.Failure}");
        }
    }

    private static Table Rules(Verdict verdict)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("");
        table.AddColumn("budget");
        table.AddColumn(new TableColumn("measured").RightAligned());
        table.AddColumn("");
        foreach (RuleResult rule in verdict.WorstFirst())
        {
            table.AddRow(
                Mark(rule.Status),
                Markup.Escape(rule.Rule),
                Markup.Escape(rule.Actual),
                string.Join('\n', Explained(rule).Select(Markup.Escape)));
        }

        return table;
    }

    private static IEnumerable<string> Explained(RuleResult rule) =>
        [rule.Why is null ? rule.Reason : $"{rule.Reason} ({rule.Why})", .. rule.Causes];

    private static string Mark(RuleStatus status) => status switch
    {
        RuleStatus.Pass => "[green]✓ pass[/]",
        RuleStatus.Warn => "[yellow]! warn[/]",
        RuleStatus.Fail => "[red]✗ fail[/]",
        RuleStatus.NoData => "[blue]? no data[/]",
        RuleStatus.Inconclusive => "[yellow]≈ inconclusive[/]",
        _ => "[grey]– off[/]",
    };
}
