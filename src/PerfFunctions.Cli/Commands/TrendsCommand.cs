using System.CommandLine;
using PerfFunctions.App.Trends;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf trends PLAN</c></summary>
internal static class TrendsCommand
{
    public static Command Create(TimeProvider time)
    {
        var plan = new Argument<string>("PLAN") { Description = "Name of a plan that has been run." };
        var metric = new Option<string?>("--metric") { Description = "One number or one scenario or page: home.lcp, browse.latency.p95, home." };
        var last = new Option<int?>("--last") { Description = "How many runs, 2 to 365; 90 if not said." };
        var conditions = new Option<string?>("--conditions") { Description = "Key of the conditions, where the plan was run under several; else those of the newest run." };
        var command = new Command("trends", "Show how the numbers of a plan went over its runs, and where their level changed.") { plan, metric, last, conditions };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellation);
            TrendView view = await session.Client.TrendsAsync(
                parsed.GetValue(plan)!, parsed.GetValue(metric), parsed.GetValue(last), parsed.GetValue(conditions), cancellation);
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
