using System.CommandLine;
using PerfFunctions.Cli.Bench;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Benchmarks;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf bench RESULTS</c></summary>
internal static class BenchCommand
{
    private const string Failed = "failed";
    private const string Warned = "warned";
    private const double MaxMargin = 100;

    public static Command Create(TimeProvider time)
    {
        var results = new Argument<string>("RESULTS") { Description = "Result of BenchmarkDotNet: a JSON file, or the folder of its results." };
        var budget = new Option<string[]>("--budget") { Description = $"A budget, such as '{BenchmarkNames.Example}'; may be repeated." };
        var plan = new Option<string?>("--plan") { Description = "File with budgets in 'benchmarks': a plan, or a file with nothing else." };
        var baseline = new Option<string[]>("--baseline") { Description = "Result to compare with; may be repeated, the newest first." };
        var margin = new Option<string>("--margin")
        {
            Description = "Growth that is still no regression where there are no budgets.",
            DefaultValueFactory = _ => Percents.Format(RunComparer.UsualMargin),
        };
        var ignore = new Option<bool>("--ignore-host") { Description = "Compare results of different processors or runtimes nevertheless." };
        var failOn = new Option<string>("--fail-on") { Description = "Outcome from which on the exit code is 1.", DefaultValueFactory = _ => Failed };
        failOn.AcceptOnlyFromAmong(Failed, Warned);
        var files = new Option<string[]>("--out") { Description = "File to write the report to, .md, .json or .xml (JUnit); may be repeated." };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON to standard output and everything else to standard error." };
        var command = new Command("bench", "Evaluate results of BenchmarkDotNet against budgets and a baseline.")
        {
            results, budget, plan, baseline, margin, ignore, failOn, files, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] reports = parsed.GetValue(files) ?? [];
            BenchReports.Check(reports);
            BenchmarkEvaluation evaluation = new()
            {
                Margin = MarginOf(parsed.GetRequiredValue(margin)),
                Rules = await BenchBudgets.ReadAsync(parsed.GetValue(plan), parsed.GetValue(budget) ?? [], cancellationToken),
                Results = await BenchFiles.ReadAsync(parsed.GetRequiredValue(results), cancellationToken),
                Baseline = await ReadAllAsync(parsed.GetValue(baseline) ?? [], cancellationToken),
                IgnoreHost = parsed.GetValue(ignore),
            };
            if (evaluation.Rules.Count == 0 && evaluation.Baseline.Count == 0)
            {
                throw new CliException("There is nothing to evaluate by; give --budget, --plan or --baseline.");
            }

            Verdict verdict = BenchmarkEvaluator.Evaluate(evaluation);
            new Terminal(parsed.GetValue(json), time).Result(verdict);
            await BenchReports.WriteAsync(reports, verdict, parsed.GetRequiredValue(results), time.GetUtcNow(), cancellationToken);
            return CodeOf(verdict.Outcome, parsed.GetRequiredValue(failOn));
        });
        return command;
    }

    /// <summary>The exit code, that of a run; with <c>--fail-on warned</c>, what is not decided fails as well.</summary>
    public static int CodeOf(RunOutcome outcome, string failOn) =>
        outcome == RunOutcome.Warned && failOn == Warned ? ExitCodes.Fail : ExitCodes.Of(outcome);

    private static double MarginOf(string text) => Percents.TryParse(text, out double margin) && margin <= MaxMargin
        ? margin
        : throw new CliException($"--margin is '{text}'; allowed: a percentage of at most {Percents.Format(MaxMargin)}, such as 5%.");

    private static async Task<IReadOnlyList<BenchmarkSet>> ReadAllAsync(string[] paths, CancellationToken cancellationToken)
    {
        List<BenchmarkSet> sets = [];
        foreach (string path in paths)
        {
            sets.Add(await BenchFiles.ReadAsync(path, cancellationToken));
        }

        return sets;
    }
}
