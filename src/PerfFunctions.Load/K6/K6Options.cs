using System.Text.Json.Nodes;
using Jint.Native.Object;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6;

/// <summary>The options that a script exports: its init code runs once, by itself, without a network.</summary>
internal static class K6Options
{
    /// <summary>The options; an empty object where it exports none.</summary>
    /// <param name="script">The script.</param>
    /// <param name="files">Files that it opens.</param>
    /// <param name="elapsed">A clock, by which init code that takes too long is ended.</param>
    /// <param name="failure">Why its init code failed; null when it did not.</param>
    public static JsonObject Read(K6Script script, K6Files files, Func<TimeSpan> elapsed, out string? failure)
    {
        failure = null;
        ScriptBudget budget = new(ScriptLimits.Init);
        budget.Begin(elapsed);
        try
        {
            K6Engine engine = K6Engine.Create(script, K6Code.Of(script), budget, K6IdleHost.Functions, () => 0.5, files);
            return engine.Exports.Get("options") is ObjectInstance options && engine.Json.Write(options) is { } text
                ? JsonNode.Parse(text) as JsonObject ?? []
                : [];
        }
        catch (Exception e)
        {
            failure = K6Failure.Of(e, script);
            return [];
        }
    }
}
