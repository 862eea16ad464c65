using System.CommandLine;
using System.Text.Json.Nodes;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Options of <c>perf run</c> for k6 scripts, with k6's names.</summary>
internal sealed class ScriptOptions
{
    private readonly Option<string[]> _environment = new("--env", "-e") { Description = "k6 script: a value of __ENV, NAME=VALUE; may be repeated." };
    private readonly Option<int?> _users = new("--vus") { Description = "k6 script: number of users, in place of its options." };
    private readonly Option<string?> _duration = new("--duration") { Description = "k6 script: length of the load, such as 30s, in place of its options." };
    private readonly Option<int?> _iterations = new("--iterations") { Description = "k6 script: iterations that all users share, in place of its options." };
    private readonly Option<string[]> _stages = new("--stage") { Description = "k6 script: a ramp of users, LENGTH:USERS such as 30s:20; may be repeated." };

    /// <summary>Adds the options to a command.</summary>
    public static ScriptOptions AddTo(Command command)
    {
        ScriptOptions options = new();
        command.Add(options._environment);
        command.Add(options._users);
        command.Add(options._duration);
        command.Add(options._iterations);
        command.Add(options._stages);
        return options;
    }

    /// <summary>Refuses them for what is not a script.</summary>
    /// <exception cref="CliException">One is given.</exception>
    public void RefuseGiven(ParseResult parsed)
    {
        Option[] all = [_environment, _users, _duration, _iterations, _stages];
        if (all.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new CliException($"{given.Name} is for k6 scripts (.js, .ts); of a plan, --set and --profile change values.");
        }
    }

    /// <summary>What the script reads as <c>__ENV</c>.</summary>
    /// <exception cref="CliException">One is not NAME=VALUE.</exception>
    public IReadOnlyDictionary<string, string> Environment(ParseResult parsed)
    {
        Dictionary<string, string> environment = [];
        foreach (string pair in parsed.GetValue(_environment) ?? [])
        {
            string[] parts = pair.Split('=', 2);
            environment[parts[0]] = parts.Length == 2 && parts[0].Length > 0 ? parts[1] : throw new CliException($"--env '{pair}' is not NAME=VALUE.");
        }

        return environment;
    }

    /// <summary>Options that come before the script's.</summary>
    /// <exception cref="CliException">A stage is not LENGTH:USERS.</exception>
    public JsonObject Overrides(ParseResult parsed)
    {
        JsonObject overrides = [];
        if (parsed.GetValue(_users) is { } users)
        {
            overrides["vus"] = users;
        }

        if (parsed.GetValue(_duration) is { } duration)
        {
            overrides["duration"] = duration;
        }

        if (parsed.GetValue(_iterations) is { } iterations)
        {
            overrides["iterations"] = iterations;
        }

        string[] stages = parsed.GetValue(_stages) ?? [];
        if (stages.Length > 0)
        {
            overrides["stages"] = new JsonArray([.. stages.Select(StageOf)]);
        }

        return overrides;
    }

    private static JsonObject StageOf(string stage)
    {
        string[] parts = stage.Split(':');
        return parts.Length == 2 && int.TryParse(parts[1], out int users)
            ? new JsonObject { ["duration"] = parts[0], ["target"] = users }
            : throw new CliException($"--stage '{stage}' is not LENGTH:USERS, such as 30s:20.");
    }
}
