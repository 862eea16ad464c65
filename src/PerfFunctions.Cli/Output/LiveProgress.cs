using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Engine.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PerfFunctions.Cli.Output;

/// <summary>Progress in a terminal: one block that is drawn anew with each state.</summary>
public sealed class LiveProgress(IAnsiConsole console) : IProgressView
{
    private const int BarWidth = 30;

    // What stands around the rows of the table.
    private const int OtherLines = 9;
    private const int FewestRows = 8;

    // What stands around the rows of the table of streams.
    private const int StreamLines = 4;

    private readonly LiveHistory _history = new();

    /// <inheritdoc />
    public Task<RunView> WatchAsync(Func<Action<RunView>, Task<RunView>> watch) =>
        console.Live(new Text("")).AutoClear(true).StartAsync(context => watch(run => context.UpdateTarget(Draw(run, console.Profile.Height))));

    private Rows Draw(RunView run, int height)
    {
        var rows = new List<IRenderable> { new Markup($"[bold]{StageText.Of(run.Stage)}[/] [grey]{Markup.Escape(run.Plan)} → {Markup.Escape(run.Target ?? "…")}[/]") };
        if (run.Load is { } load)
        {
            _history.Add(load);
            rows.Add(new Markup(Bar(load)));
            int streams = load.Scenarios.Sum(s => s.Streams.Count);
            int most = Math.Max(FewestRows, height - OtherLines - (streams == 0 ? 0 : streams + StreamLines));
            rows.Add(Scenarios(load, most));
            if (streams > 0)
            {
                rows.Add(Streams(load));
            }
        }

        return new Rows(rows);
    }

    private static string Bar(LiveLoad load)
    {
        double share = load.DurationSeconds > 0 ? Math.Clamp(load.ElapsedSeconds / load.DurationSeconds, 0, 1) : 1;
        int full = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture,
            $"[blue]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {Math.Clamp(load.ElapsedSeconds, 0, load.DurationSeconds):F0} of {load.DurationSeconds:F0} s");
    }

    private Table Scenarios(LiveLoad load, int most)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("scenario");
        foreach (string column in new[] { "req/s", "p50", "p95", "sent", "failed", "dropped" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("p95 so far");
        int left = most - load.Scenarios.Count;
        foreach (LiveScenario s in load.Scenarios)
        {
            table.AddRow(
                Markup.Escape(s.Name), Number(s.RequestsPerSecond), Ms(s.P50Ms), Ms(s.P95Ms), Number(s.Sent), Bad(s.Failed), Bad(s.Dropped),
                _history.Line(s.Name));
            LiveRequest[] requests = [.. LiveRequests.WorstFirst(s).Take(Math.Max(0, left))];
            left -= requests.Length;
            foreach (LiveRequest r in requests)
            {
                table.AddRow(
                    $"  [grey]{Markup.Escape(r.Name)}[/]", Number(r.RequestsPerSecond), Ms(r.P50Ms), Ms(r.P95Ms), Number(r.Sent), Bad(r.Failed), "",
                    _history.Line(s.Name, r.Name));
            }

            if (requests.Length > 0 && requests.Length < s.Requests.Count)
            {
                table.AddRow($"  [grey]and {s.Requests.Count - requests.Length} more requests[/]");
            }
        }

        return table;
    }

    private static Table Streams(LiveLoad load)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("stream");
        foreach (string column in new[] { "opened", "sent/s", "received/s", "sent", "received" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (LiveScenario scenario in load.Scenarios)
        {
            foreach (LiveStream s in scenario.Streams)
            {
                table.AddRow(
                    $"{Markup.Escape(scenario.Name)} [grey]{Markup.Escape(s.Name)}[/]", Number(s.Opened),
                    Number(s.SentPerSecond), Number(s.ReceivedPerSecond), Number(s.Sent), Number(s.Received));
            }
        }

        return table;
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bad(long count) => count == 0 ? "0" : $"[red]{Number(count)}[/]";

    private static string Ms(double? value) => value is null ? "–" : MetricFormat.Format(MetricUnit.Milliseconds, value.Value, digits: 2);
}
