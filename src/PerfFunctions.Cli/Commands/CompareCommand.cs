using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf compare BASE HEAD</c></summary>
internal static class CompareCommand
{
    public static Command Create(TimeProvider time)
    {
        var before = new Argument<string>("BASE") { Description = "Id of the baseline run." };
        var now = new Argument<string>("HEAD") { Description = "Id of the candidate run." };
        var margin = new Option<string?>("--margin") { Description = "The largest change that counts as equal; 5% by default." };
        var command = new Command("compare", "Compare two runs, metric by metric.") { before, now, margin };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            CompareView view = await session.Client.CompareAsync(
                parsed.GetValue(before)!, parsed.GetValue(now)!, parsed.GetValue(margin), cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                CompareTable.Write(terminal.Console, view);
            }

            return CodeOf(view.Outcome);
        });
        return command;
    }

    /// <summary>The exit code: an open comparison is, as on a pull request, no failure.</summary>
    public static int CodeOf(RegressionOutcome outcome) => outcome switch
    {
        RegressionOutcome.Worse => ExitCodes.Fail,
        RegressionOutcome.NoData => ExitCodes.NoData,
        _ => ExitCodes.Pass,
    };
}
