using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf report RUN</c></summary>
internal static class ReportCommand
{
    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string>("RUN") { Description = "Id of a run that has ended." };
        var format = new Option<string>("--format") { Description = "Format: html, pdf, md, json or xml (JUnit).", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("html", "pdf", "md", "json", "xml");
        var file = new Option<string?>("--out") { Description = "Output file; standard output by default." };
        var command = new Command("report", "Write the report of a run to a file or standard output.") { id, format, file };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // The report itself goes to standard output, so all talk goes to standard error.
            var terminal = new Terminal(json: true, time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: parsed.GetValue(format) == "pdf", time, terminal.Say, cancellationToken);
            byte[] report = await session.Client.ReportFileAsync(parsed.GetValue(id)!, parsed.GetValue(format)!, cancellationToken);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllBytesAsync(path, report, cancellationToken);
                terminal.Say($"Written to {path}.");
            }
            else
            {
                await using Stream standard = Console.OpenStandardOutput();
                await standard.WriteAsync(report, cancellationToken);
            }

            return ExitCodes.Pass;
        });
        return command;
    }
}
