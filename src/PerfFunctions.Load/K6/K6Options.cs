using System.Text.Json.Nodes;
using Jint.Native.Object;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6;

/// <summary>The options that a script exports: its init code runs once, by itself, without a network.</summary>
internal static class K6Options
{
    /// <summary>Longest time of a scenario with a number of iterations, unless it says another.</summary>
    public const string DefaultLimit = "10m";

    /// <summary>The options; an empty object where it exports none.</summary>
    /// <param name="script">The script.</param>
    /// <param name="files">Files that it opens.</param>
    /// <param name="elapsed">A clock, by which init code that takes too long is ended.</param>
    /// <param name="failure">Why its init code failed; null when it did not.</param>
    public static JsonObject Read(K6Script script, K6Files files, Func<TimeSpan> elapsed, out K6Problem? failure)
    {
        failure = null;
        ScriptBudget budget = new(ScriptLimits.Init);
        budget.Begin(elapsed);
        try
        {
            K6Engine engine = K6Engine.Create(script, K6Code.Of(script), budget, K6IdleHost.Functions, () => 0.5, files);
            return Exported(engine.Exports, engine.Json);
        }
        catch (Exception e)
        {
            failure = K6Failure.ProblemOf(e, script);
            return [];
        }
    }

    /// <summary>What a script reads as <c>exec.test.options</c>: its options, with the scenarios that the short ones stand for.</summary>
    /// <param name="exports">What the script exports.</param>
    /// <param name="json">Writes its values.</param>
    public static JsonObject Of(ObjectInstance exports, ScriptJson json)
    {
        JsonObject options = Exported(exports, json);
        if (options["scenarios"] is not JsonObject)
        {
            options["scenarios"] = ScenariosOf(options);
        }

        return options;
    }

    /// <summary>The scenarios; of options without <c>scenarios</c> the one that they stand for.</summary>
    public static JsonObject ScenariosOf(JsonObject options)
    {
        if (options["scenarios"] is JsonObject scenarios)
        {
            return scenarios;
        }

        JsonObject scenario = options["stages"] is JsonArray stages
            ? new JsonObject { ["executor"] = "ramping-vus", ["startVUs"] = options["vus"]?.DeepClone() ?? 1, ["stages"] = stages.DeepClone() }
            : options["iterations"] is { } iterations
            ? new JsonObject
            {
                ["executor"] = "shared-iterations",
                ["vus"] = options["vus"]?.DeepClone() ?? 1,
                ["iterations"] = iterations.DeepClone(),
                ["maxDuration"] = options["duration"]?.DeepClone() ?? DefaultLimit,
            }
            : options["duration"] is { } duration
            ? new JsonObject { ["executor"] = "constant-vus", ["vus"] = options["vus"]?.DeepClone() ?? 1, ["duration"] = duration.DeepClone() }
            : new JsonObject { ["executor"] = "per-vu-iterations", ["vus"] = options["vus"]?.DeepClone() ?? 1, ["iterations"] = 1 };
        return new JsonObject { ["default"] = scenario };
    }

    private static JsonObject Exported(ObjectInstance exports, ScriptJson json) =>
        exports.Get("options") is ObjectInstance options && json.Write(options) is { } text ? JsonNode.Parse(text) as JsonObject ?? [] : [];
}
