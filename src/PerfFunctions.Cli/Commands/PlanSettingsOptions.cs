using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.Parameters;

namespace PerfFunctions.Cli.Commands;

/// <summary>
/// What a run chooses of its plan: <c>--profile</c>, <c>--set</c> and the environment. The command line comes before the
/// environment.
/// </summary>
internal sealed class PlanSettingsOptions
{
    private readonly Option<string?> _profile = new("--profile") { Description = "Profile of the plan." };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A parameter of the plan, NAME=VALUE; may be repeated. PERF_PARAM_NAME in the environment sets one, too.",
    };


    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="file">Its plan file, whose profiles and parameters complete the options.</param>
    public static PlanSettingsOptions AddTo(Command command, Argument<string> file)
    {
        var options = new PlanSettingsOptions();
        options._profile.CompletionSources.Add(
            context => OutlineOf(context, file).Profiles.Select(name => new CompletionItem(name)));
        options._set.CompletionSources.Add(
            context => OutlineOf(context, file).Parameters.Select(name => new CompletionItem($"{name}=")));
        command.Add(options._profile);
        command.Add(options._set);
        return options;
    }

    /// <summary>The settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="plan">Parameters of the plan; variables of the environment that name no other are left alone.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="CliException">A value is wrong.</exception>
    public PlanSettings Of(ParseResult parsed, PlanOutline plan, IDictionary environment)
    {
        List<PlanProblem> problems = [];
        PlanSettings given = SettingsReader.Read(parsed.GetValue(_profile), parsed.GetValue(_set) ?? [], problems);
        string[] fromEnvironment =
        [
            .. from name in plan.Parameters
               where !given.Parameters.ContainsKey(name)
               let value = environment[SettingsReader.EnvironmentVariable(name)] as string
               where value is not null
               select $"{name}={value}",
        ];
        PlanSettings around = SettingsReader.Read(null, fromEnvironment, problems);
        return problems.Count == 0
            ? given with { Parameters = given.Parameters.Concat(around.Parameters).ToDictionary() }
            : throw new CliException(string.Join('\n', problems));
    }

    /// <summary>Variables of the environment that look like parameters and are none of the plan's.</summary>
    public static IEnumerable<string> Ignored(PlanOutline plan, IDictionary environment)
    {
        string[] known = [.. plan.Parameters.Select(SettingsReader.EnvironmentVariable)];
        return environment.Keys.OfType<string>()
            .Where(name => name.StartsWith(SettingsReader.EnvironmentVariable(""), StringComparison.Ordinal) && !known.Contains(name))
            .Order(StringComparer.Ordinal);
    }

    private static PlanOutline OutlineOf(CompletionContext context, Argument<string> file)
    {
        try
        {
            return PlanOutline.Of(File.ReadAllText(context.ParseResult.GetValue(file)!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return PlanOutline.Of("");
        }
    }
}
