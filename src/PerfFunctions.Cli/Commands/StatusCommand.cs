using System.CommandLine;
using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Budgets;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf status [RUN]</c></summary>
internal static class StatusCommand
{
    private const int Listed = 20;

    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string?>("RUN") { Description = "Id of the run to show; the latest runs by default.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("status", "Show one run, or the latest runs.") { id };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            if (parsed.GetValue(id) is { } runId)
            {
                return Show(terminal, options.Json(parsed), await session.Client.GetAsync(runId, cancellationToken));
            }

            IReadOnlyList<RunView> runs = await session.Client.ListAsync(Listed, cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(runs);
            }
            else
            {
                terminal.Console.Write(Table(runs));
            }

            return ExitCodes.Pass;
        });
        return command;
    }

    private static int Show(Terminal terminal, bool json, RunView run)
    {
        if (json || run.Outcome is not null)
        {
            terminal.Result(run);
        }
        else
        {
            terminal.Say($"{run.RunId}  {run.Plan}  {StageText.Of(run.Stage)} …");
        }

        return ExitCodes.Pass;
    }

    private static Table Table(IReadOnlyList<RunView> runs)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumns("run", "plan", "requested", "outcome", "headline");
        foreach (RunView run in runs)
        {
            table.AddRow(
                Markup.Escape(run.RunId),
                Markup.Escape(run.Plan),
                run.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                run.Outcome is RunOutcome outcome ? $"[{VerdictView.Colour(outcome)}]{VerdictView.Name(outcome)}[/]" : "[grey]running[/]",
                Markup.Escape(run.Headline ?? ""));
        }

        return table;
    }
}
