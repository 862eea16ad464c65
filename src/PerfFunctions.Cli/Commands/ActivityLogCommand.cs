using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf activity-log</c></summary>
internal static class ActivityLogCommand
{
    public static Command Create(TimeProvider time)
    {
        var from = new Option<string?>("--from") { Description = "Earliest date, or date and time." };
        var to = new Option<string?>("--to") { Description = "Latest date, or date and time." };
        var last = new Option<int?>("--last") { Description = "Number of entries, 1 to 1000; 100 by default." };
        var command =
            new Command("activity-log", "Show who did what: runs, baselines, plans, halts and denied requests, newest first.") { from, to, last };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken, start: false);
            ActivityPage page =
                await session.Client.ActivityLogAsync(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(last), cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(page);
            }
            else
            {
                Write(terminal.Console, page);
            }

            return ExitCodes.Pass;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, ActivityPage page)
    {
        Table table = new Table().AddColumns("Time", "Caller", "Action", "Subject", "Outcome");
        foreach (ActivityEntry entry in page.Entries)
        {
            string about = string.Join(' ', new[] { entry.Run, entry.Plan, entry.Target, entry.Reason }.OfType<string>());
            table.AddRow(new[]
            {
                $"{entry.At:u}", entry.Who is { } who ? $"{who.Name} ({who.Proof})" : "–", entry.What.ToString(), about,
                entry.Refused is null ? "done" : $"refused: {entry.Refused}",
            }.Select(Markup.Escape).ToArray());
        }

        console.Write(table);
    }
}
