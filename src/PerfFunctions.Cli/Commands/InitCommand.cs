using System.CommandLine;
using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf init SOURCE</c></summary>
internal static class InitCommand
{
    private const string DefaultFile = ".github/perf.yml";

    public static Command Create(TimeProvider time)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "Address of a page, an OpenAPI 3 description (file or address), or an access log.",
        };
        var target = new Option<string?>("--target") { Description = "Base address of the system; required for an access log." };
        var users = new Option<string?>("--users") { Description = "Users at once at the busiest time (50)." };
        var rate = new Option<string?>("--rate") { Description = "Requests per second at that time, such as 10/s; that of the log by default." };
        var growth = new Option<string?>("--growth") { Description = "Growth of demand in a month (5%)." };
        var cost = new Option<string?>("--monthly-cost") { Description = "Most that the infrastructure may cost in a month; no limit by default." };
        var p95 = new Option<string?>("--p95") { Description = "Limit of the 95th percentile of the response time (500ms)." };
        var output = new Option<string>("--out") { Description = "File to write; - for standard output.", DefaultValueFactory = _ => DefaultFile };
        var force = new Option<bool>("--force") { Description = "Overwrite the file if it exists." };
        var command = new Command("init", "Write a first plan with objectives, from a page, an OpenAPI description or an access log.")
        {
            source, target, users, rate, growth, cost, p95, output, force,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string file = parsed.GetValue(output)!;
            bool isPrinted = file == "-";
            if (!isPrinted)
            {
                PlanFileWriter.Check(file, parsed.GetValue(force));
            }

            using HttpClient client = Download.CreateClient();
            PlanDraft draft = await InitSource.ReadAsync(parsed.GetValue(source)!, TargetOf(parsed.GetValue(target)), client, cancellationToken);
            InitOptions given = new(
                parsed.GetValue(users), parsed.GetValue(rate), parsed.GetValue(growth), parsed.GetValue(cost), parsed.GetValue(p95));
            var terminal = new Terminal(json: isPrinted, time);
            string plan = PlanWriter.Write(draft, InitAnswers.Of(given, draft, AskIn(terminal)));
            foreach (string note in draft.Notes)
            {
                terminal.Say(note);
            }

            if (isPrinted)
            {
                await Console.Out.WriteAsync(plan);
                return ExitCodes.Pass;
            }

            await PlanFileWriter.WriteAsync(file, plan, parsed.GetValue(force), cancellationToken);
            terminal.Say($"{file} is written. Start it with: perf run {file}");
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Func<string, string, string>? AskIn(Terminal terminal) => terminal.IsInteractive && !Console.IsInputRedirected
        ? (question, value) => terminal.Console.Prompt(new TextPrompt<string>(Markup.Escape(question)).DefaultValue(value))
        : null;

    private static Uri? TargetOf(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? target) && target.Scheme is "http" or "https"
            && target.Query.Length + target.UserInfo.Length == 0
            ? target
            : throw new CliException($"--target is '{text}'; allowed: an absolute http or https address without query and user.");
}
