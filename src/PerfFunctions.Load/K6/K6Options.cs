using System.Text.Json.Nodes;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>The options that a script exports: its init code runs once, by itself, without a network.</summary>
internal static class K6Options
{
    private static readonly string[] Idle =
        ["sleep", "enter", "leave", "check", "metric", "measure", "send", "responses", "now", "abort", "cookies", "setCookie"];

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
            K6Engine engine = K6Engine.Create(script, K6Code.Of(script), budget, Functions, () => 0.5, files);
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

    private static JsObject Functions(JsEngine engine)
    {
        JsObject host = new(engine);
        void Add(string name, Func<JsValue[], JsValue> call) => Sandbox.Define(engine, host, name, (_, arguments) => call(arguments));
        foreach (string name in Idle)
        {
            Add(name, _ => JsValue.Undefined);
        }

        // Data is made as in a run: options may follow from it, and its mistakes are seen before one.
        K6Bytes.AddTo(Add, engine);
        Dictionary<string, string[]> shared = [];
        Add("share", a => new JsNumber((shared[a[0].ToString()] = K6Host.Items(engine.Invoke(a[1]))).Length));
        Add("shared", a => new JsString(shared[a[0].ToString()][(int)TypeConverter.ToNumber(a[1])]));
        return host;
    }
}
