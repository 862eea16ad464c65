using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Makes of a k6 script what <c>perf run</c> needs.</summary>
internal static class ScriptRun
{
    /// <summary>The plan with the script beside it, and what the script makes of the run's results.</summary>
    /// <param name="script">The script as one module.</param>
    /// <param name="time">Clock.</param>
    /// <param name="note">Takes what is understood otherwise.</param>
    /// <exception cref="CliException">It cannot be run; all reasons at once.</exception>
    public static (PlanSource Source, ScriptSummary Summary) Of(ScriptText script, TimeProvider time, Action<string> note)
    {
        ScriptFiles files = new(Path.GetDirectoryName(Path.GetFullPath(script.File))!);
        ScriptPlan made = ScriptPlan.Of(script, files, time);
        foreach (string line in (IEnumerable<string>)
            [.. made.Options?.Notes ?? [], .. files.Opened.Select(f => $"{f.Path} is sent along, as the script opens it")])
        {
            note(line);
        }

        K6Problem[] problems = made.Options is { Target: null } && files.Refusal is null ? [.. made.Problems, Nowhere(made.Script!.File)] : [.. made.Problems];
        return made.Source is { } source && problems.Length == 0
            ? (source, new ScriptSummary(made.Script!, made.Options!, files.Open, time))
            : throw Refused(script.File, problems);
    }

    /// <summary>Names all reasons why a script cannot be run.</summary>
    public static CliException Refused(string file, IReadOnlyList<K6Problem> problems) =>
        new($"{file} cannot be run for {problems.Count} reason{(problems.Count == 1 ? "" : "s")}:\n{string.Join('\n', problems)}");

    private static K6Problem Nowhere(string file) => new(
        file, 0, "the script names no address under test; give one with --target, or in the environment with --env BASE_URL=https://shop.example");
}
