using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Makes the plan of a k6 script.</summary>
internal static partial class ScriptPlan
{
    /// <summary>The plan with the script beside it, and what the script makes of the run's results.</summary>
    /// <param name="file">The script's file.</param>
    /// <param name="text">The script as one module.</param>
    /// <param name="environment">What it reads as <c>__ENV</c>.</param>
    /// <param name="overrides">Options that come before its own.</param>
    /// <param name="target">Address under test; null for the first that it names.</param>
    /// <param name="time">Clock.</param>
    /// <param name="note">Takes what is understood otherwise.</param>
    /// <exception cref="CliException">It cannot be run; all reasons at once.</exception>
    public static (PlanSource Source, ScriptSummary Summary) Of(
        string file, string text, IReadOnlyDictionary<string, string> environment, JsonObject overrides, string? target, TimeProvider time,
        Action<string> note)
    {
        string path = $"{NotInPaths().Replace(Path.GetFileNameWithoutExtension(file), "-")}.js";
        K6Script? script = K6Reader.Parse(text, path, environment, out IReadOnlyList<string> problems);
        if (script is null)
        {
            throw Refused(file, problems);
        }

        ScriptFiles files = new(Path.GetDirectoryName(Path.GetFullPath(file))!);
        K6Plan plan = K6Plan.Of(PlanYaml.PlanName(Path.GetFileNameWithoutExtension(file)), script, overrides, target, time, files.Open);
        foreach (string line in (IEnumerable<string>)[.. plan.Notes, .. files.All.Select(f => $"{f.Path} is sent along, as the script opens it")])
        {
            note(line);
        }

        return files.Refusal is { } refusal ? throw Refused(file, [refusal])
            : plan.Problems.Count > 0 ? throw Refused(file, plan.Problems)
            : (new PlanSource(plan.Text, new PlanFiles([PlanFile.Of(path, Encoding.UTF8.GetBytes(text)), .. files.All])),
                new ScriptSummary(script, plan, files.Open, time));
    }

    /// <summary>Names all reasons why a script cannot be run.</summary>
    public static CliException Refused(string file, IReadOnlyList<string> problems) =>
        new($"{file} cannot be run for {problems.Count} reason{(problems.Count == 1 ? "" : "s")}:\n{string.Join('\n', problems)}");

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex NotInPaths();
}
