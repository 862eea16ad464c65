using System.CommandLine;
using System.Globalization;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf docs PLAN [KIND]</c></summary>
internal static class DocsCommand
{
    private const string All = "all";

    public static Command Create(TimeProvider time)
    {
        var plan = new Argument<string>("PLAN") { Description = "Name of a plan that is stored or has been run." };
        var kind = new Argument<string>("KIND") { Description = $"Document: {string.Join(", ", DocumentKinds.Names)}; or all.", DefaultValueFactory = _ => All };
        kind.AcceptOnlyFromAmong([.. DocumentKinds.Names, All]);
        var format = new Option<string>("--format") { Description = "Format: md, html or pdf.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "html", "pdf");
        var output = new Option<string?>("--out") { Description = "Output file; for all documents a folder, PLAN-documents by default." };
        var size = new Option<string?>("--size") { Description = "Size of the tested system's instances, such as 'App Service P1v3'." };
        var instances = new Option<int?>("--instances") { Description = "How many instances the tested system has; 1 by default." };
        var months = new Option<int?>("--months") { Description = "How many months a capacity plan looks ahead; 12 by default." };
        var growth = new Option<double?>("--growth") { Description = "Growth of the demand a month in percent, in place of the objectives'." };
        var peak = new Option<double?>("--peak") { Description = "Busiest moment of a month relative to its busy hour, in place of the objectives'." };
        var demand = new Option<double?>("--demand") { Description = "Requests per second in the busy hour of a day, in place of the objectives'." };
        var command = new Command("docs", "Write documents about a tested system, from its plan and its runs.")
        {
            plan, kind, format, output, size, instances, months, growth, peak, demand,
        };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // A document may go to standard output, so all talk goes to standard error.
            var terminal = new Terminal(json: true, time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: parsed.GetValue(format) == "pdf", time, terminal.Say, cancellationToken);
            (string, string?)[] question =
            [
                ("size", parsed.GetValue(size)), ("instances", Text(parsed.GetValue(instances))), ("months", Text(parsed.GetValue(months))),
                ("growth", Text(parsed.GetValue(growth))), ("peak", Text(parsed.GetValue(peak))), ("demand", Text(parsed.GetValue(demand))),
            ];
            Task<byte[]> ReadAsync(string name) =>
                session.Client.DocumentAsync(parsed.GetRequiredValue(plan), name, parsed.GetRequiredValue(format), question, cancellationToken);
            string chosen = parsed.GetRequiredValue(kind);
            await (chosen == All
                ? WriteAllAsync(ReadAsync, parsed.GetValue(output) ?? $"{parsed.GetValue(plan)}-documents", parsed.GetRequiredValue(format), terminal, cancellationToken)
                : WriteAsync(await ReadAsync(chosen), parsed.GetValue(output), terminal, cancellationToken));
            return ExitCodes.Pass;
        });
        return command;
    }

    // All are read before the first is written, so that no folder has half of them.
    private static async Task WriteAllAsync(
        Func<string, Task<byte[]>> readAsync, string folder, string format, Terminal terminal, CancellationToken cancellationToken)
    {
        List<(string Name, byte[] Content)> documents = [];
        foreach (string name in DocumentKinds.Names)
        {
            documents.Add((name, await readAsync(name)));
        }

        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in documents)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.{format}"), content, cancellationToken);
        }

        terminal.Say($"{documents.Count} documents written to {folder}.");
    }

    private static async Task WriteAsync(byte[] content, string? file, Terminal terminal, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await using Stream standard = Console.OpenStandardOutput();
            await standard.WriteAsync(content, cancellationToken);
            return;
        }

        await File.WriteAllBytesAsync(file, content, cancellationToken);
        terminal.Say($"Written to {file}.");
    }

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
