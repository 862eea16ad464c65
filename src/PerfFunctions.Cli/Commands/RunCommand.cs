using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Scripts;
using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf run FILE</c></summary>
internal static class RunCommand
{
    public static Command Create(TimeProvider time)
    {
        var file = new Argument<string>("FILE") { Description = "Plan file, YAML or JSON, or a k6 script (.js, .ts); - reads a plan from standard input." };
        var target = new Option<string?>("--target") { Description = "Address under test; overrides the plan's target." };
        var commit = new Option<string?>("--commit") { Description = "Commit under test, for the plan's history." };
        var branch = new Option<string?>("--branch") { Description = "Branch of that commit." };
        var budgets =
            new Option<string[]>("--budgets") { Description = "Lighthouse budget.json or lighthouserc whose budgets are added to the plan's." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Start nothing; show what the run would do, what it would cost and why it would be refused." };
        var command = new Command("run", "Run a plan and evaluate its budgets.") { file, target, budgets, commit, branch, dryRun };
        PlanSettingsOptions chosen = PlanSettingsOptions.AddTo(command, file);
        ScriptOptions script = ScriptOptions.AddTo(command);
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (PlanSource? made, ScriptSummary? summary) = ScriptText.IsScript(parsed.GetValue(file)!)
                ? await ScriptAsync(parsed, script, parsed.GetValue(file)!, parsed.GetValue(target), time, cancellationToken)
                : default;
            string text = made?.Text ?? await ReadPlanAsync(parsed, script, parsed.GetValue(file)!, cancellationToken);
            var outline = PlanOutline.Of(text);
            PlanSettings settings = chosen.Of(parsed, outline, Environment.GetEnvironmentVariables());
            foreach (string name in PlanSettingsOptions.Ignored(outline, Environment.GetEnvironmentVariables()))
            {
                await Console.Error.WriteLineAsync($"{name} is ignored: the plan has no such parameter.");
            }

            PlanFiles files = made?.Files
                ?? await PlanFolder.Of(parsed.GetValue(file)!).ReadAsync(PlanParser.Parse(text, settings).Files, cancellationToken);
            var written = new PlanSource(text, files);
            PerfPlan plan = Parse(written, settings, parsed.GetValue(file)!, p => p);
            foreach (string more in parsed.GetValue(budgets) ?? [])
            {
                written = written with { Text = LighthouseFile.AddTo(written.Text, await ReadAsync(more, cancellationToken)) };
                plan = Parse(written, settings, more, LighthouseFile.InFile);
            }

            if (parsed.GetValue(dryRun))
            {
                return await ForecastAsync(
                    options.Of(parsed), options.Json(parsed), time,
                    client => client.ForecastAsync(written, parsed.GetValue(target), settings, cancellationToken), cancellationToken);
            }

            var source = new RunSource(parsed.GetValue(commit), parsed.GetValue(branch));
            return await RunSteps.RunAsync(
                options.Of(parsed), plan.Pages.Count > 0, options.Json(parsed), time,
                client => client.StartAsync(written, parsed.GetValue(target), source, settings, cancellationToken), cancellationToken,
                ChosenText.Of(plan.Profile, plan.ChangedParameters.Select(name => KeyValuePair.Create(name, plan.Parameters[name]))),
                parsed.GetValue(file) is not "-" and { } path ? path : null,
                summary is null ? null : (client, run) => summary.WriteAsync(client, run, options.Json(parsed), cancellationToken));
        });
        return command;
    }

    private static async Task<int> ForecastAsync(
        Settings settings, bool json, TimeProvider time, Func<ServiceClient, Task<RunForecast>> ask, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(json, time);
        await using ServiceSession session = await ServiceSession.OpenAsync(settings, browser: false, time, terminal.Say, cancellationToken);
        RunForecast forecast = await ask(session.Client);
        if (json)
        {
            Terminal.Json(forecast);
        }
        else
        {
            ForecastView.Write(terminal.Console, forecast);
        }

        return forecast.Refusals.Count == 0 ? ExitCodes.Pass : ExitCodes.CouldNotRun;
    }

    private static PerfPlan Parse(PlanSource written, PlanSettings settings, string file, Func<PlanProblem, PlanProblem> placed)
    {
        PlanParseResult plan = PlanParser.Parse(written.Text, settings, written.Files);
        return plan.IsValid
            ? plan.Plan
            : throw new CliException(
                $"{file} has {plan.Problems.Count} mistake{(plan.Problems.Count == 1 ? "" : "s")}:\n{string.Join('\n', plan.Problems.Select(placed))}");
    }

    private static async Task<(PlanSource Source, ScriptSummary Summary)> ScriptAsync(
        ParseResult parsed, ScriptOptions options, string file, string? target, TimeProvider time, CancellationToken cancellationToken)
    {
        string text = await new ScriptBundle(time, Console.Error.WriteLine).ReadAsync(file, cancellationToken);
        ScriptText script = new(file, text) { Environment = options.Environment(parsed), Overrides = options.Overrides(parsed), Target = target };
        return ScriptRun.Of(script, time, note => Console.Error.WriteLine($"note: {note}"));
    }

    private static Task<string> ReadPlanAsync(ParseResult parsed, ScriptOptions options, string file, CancellationToken cancellationToken)
    {
        options.RefuseGiven(parsed);
        return ReadAsync(file, cancellationToken);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return file == "-" ? await Console.In.ReadToEndAsync(cancellationToken)
                : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be read: {e.Message}");
        }
    }
}
