using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("doctor", "Check whether this machine has everything the service needs.");
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Settings settings = options.Of(parsed);
            IReadOnlyList<Finding> findings = await MachineCheck.LookAsync(settings, time, cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(findings);
            }
            else
            {
                Write(new Terminal(json: false, time).Console, findings);
            }

            return findings.All(f => f.IsFine) ? ExitCodes.Pass : ExitCodes.CouldNotRun;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            console.MarkupLine($"{(finding.IsFine ? "[green]✓[/]" : "[red]✗[/]")} {Markup.Escape(finding.What),-20} {Markup.Escape(finding.Found)}");
        }
    }
}
