using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf trends PLAN</c></summary>
internal static class TrendsCommand
{
    public static Command Create(TimeProvider time)
    {
        var plan = new Argument<string>("PLAN") { Description = "Name of a plan that has been run." };
        var metric = new Option<string?>("--metric") { Description = "One metric, scenario or page, such as home.lcp, browse.latency.p95 or home." };
        var last = new Option<int?>("--last") { Description = "Number of runs, 2 to 365; 90 by default." };
        var conditions = new Option<string?>("--conditions") { Description = "Key of the conditions, if the plan was run under several; those of the newest run by default." };
        var command = new Command("trends", "Show the history of a plan's metrics and where their level changed.") { plan, metric, last, conditions };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            TrendView view = await session.Client.TrendsAsync(
                parsed.GetValue(plan)!, parsed.GetValue(metric), parsed.GetValue(last), parsed.GetValue(conditions), cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                TrendTable.Write(terminal.Console, view);
            }

            return ExitCodes.Pass;
        });
        return command;
    }
}
