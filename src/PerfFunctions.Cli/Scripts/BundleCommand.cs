using System.CommandLine;
using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary><c>perf bundle SCRIPT</c></summary>
internal static class BundleCommand
{
    public static Command Create(TimeProvider time)
    {
        var script = new Argument<string>("SCRIPT") { Description = "k6 script, .js or .ts." };
        var output = new Option<string?>("--out") { Description = "File to write; SCRIPT with .bundle.js by default. An older one is replaced." };
        var command = new Command("bundle", "Put a k6 script and its modules into one file, for a plan in a repository.") { script, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string file = parsed.GetValue(script)!;
            if (!ScriptText.IsScript(file))
            {
                throw new CliException($"'{file}' is not a k6 script; allowed: a file whose name ends in .js, .mjs or .ts.");
            }

            string to = parsed.GetValue(output) ?? ScriptText.BundleOf(file);
            if (Path.GetFullPath(to) == Path.GetFullPath(file))
            {
                throw new CliException($"--out is '{to}', the script itself; name another file.");
            }

            string text = await new ScriptBundle(time, Console.Error.WriteLine).ReadAsync(file, cancellationToken);
            if (K6Reader.Parse(text, Path.GetFileName(file), new Dictionary<string, string>(), out IReadOnlyList<K6Problem> problems) is null)
            {
                throw ScriptRun.Refused(file, problems);
            }

            await PlanFileWriter.WriteAsync(to, text, force: true, cancellationToken);
            Console.WriteLine($"{to} is the script with its modules. In a plan: k6: {{ file: {Path.GetFileName(to)} }}");
            return ExitCodes.Pass;
        });
        return command;
    }
}
