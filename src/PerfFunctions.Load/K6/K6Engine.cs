using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.K6.Html;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>An engine that has read a script: its init code has run.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Json">Values of the engine.</param>
/// <param name="Start">Calls a function of the script.</param>
/// <param name="Exports">What the script exports.</param>
internal sealed record K6Engine(JsEngine Engine, ScriptJson Json, JsValue Start, ObjectInstance Exports)
{
    private static readonly HashSet<string> Allowed =
    [
        "Promise", "ArrayBuffer", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array",
        "Float64Array", "DataView", "Proxy", "Reflect", "AggregateError",
    ];

    /// <summary>Reads a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="code">What is the same for all its users.</param>
    /// <param name="budget">Ends what does too much.</param>
    /// <param name="functions">What its modules ask for.</param>
    /// <param name="random">Chance, from 0 to 1.</param>
    /// <param name="files">Files that its init code opens.</param>
    /// <exception cref="Exception">Its init code failed.</exception>
    public static K6Engine Create(
        K6Script script, K6Code code, ScriptBudget budget, Func<JsEngine, ObjectInstance> functions, Func<double> random, K6Files files)
    {
        TextCompiler compiler = new();
        JsEngine engine = Sandbox.Create(budget, Allowed, compiler);
        ScriptJson json = new(engine, budget);
        Sandbox.Define(engine, Sandbox.Part(engine.Global, "JSON"), "stringify", (_, arguments) =>
            arguments.Length > 1 && arguments[1] is ObjectInstance
                ? throw new ScriptEndException("JSON.stringify with a replacer is not supported")
                : arguments.Length > 0 && json.Write(arguments[0], arguments.Length > 2 ? arguments[2] : JsValue.Undefined) is { } text ? new JsString(text) : JsValue.Undefined);
        Sandbox.Define(engine, Sandbox.Part(engine.Global, "Math"), "random", (_, _) => new JsNumber(random()));
        JsObject environment = new(engine);
        foreach ((string name, string value) in script.Environment)
        {
            environment.Set(name, value);
        }

        engine.SetValue("__ENV", environment);
        engine.SetValue("__VU", 0);
        engine.SetValue("__ITER", 0);
        JsValue proxy = engine.GetValue("Proxy");
        JsValue reflect = engine.GetValue("Reflect");
        ObjectInstance host = functions(engine);
        K6Html.AddTo(host, engine, budget);
        Sandbox.Define(engine, host, "compile", (_, arguments) => compiler.Compile(engine, K6Host.Items(arguments[0])));
        bool isRead = false;
        Sandbox.Define(engine, host, "loadProto", (_, arguments) => isRead
            ? throw new ScriptEndException("loads a file outside of its init code")
            : new JsString(files.Load(arguments[0].IsNull() ? null : K6Host.Items(arguments[0]), K6Host.Items(arguments[1]))));
        engine.Modules.Add(K6Modules.Host, builder => builder.ExportValue("host", host).ExportValue("Proxy", proxy).ExportValue("Reflect", reflect));
        foreach ((string name, Prepared<Module> module) in K6Modules.All)
        {
            engine.Modules.Add(name, builder => builder.AddModule(module));
        }

        Sandbox.Define(engine, engine.Global, "open", (_, arguments) => isRead
            ? throw new ScriptEndException("opens a file outside of its init code")
            : files.Open(
                engine, TypeConverter.ToString(arguments.Length > 0 ? arguments[0] : JsValue.Undefined),
                arguments.Length > 1 && TypeConverter.ToString(arguments[1]) == "b"));
        engine.Modules.Add(script.File, builder => builder.AddModule(code.Module));
        foreach (string module in code.Reached)
        {
            engine.Modules.Import(module);
        }

        JsValue start = engine.Modules.Import(K6Modules.Start).Get("start");

        // By these a script could get behind what bounds it.
        engine.Global.Delete("Proxy");
        engine.Global.Delete("Reflect");
        ObjectInstance exports = engine.Modules.Import(script.File);
        isRead = true;
        return new K6Engine(engine, json, start, exports);
    }
}

/// <summary>A script, made ready once for all its users.</summary>
/// <param name="Module">It, parsed.</param>
/// <param name="Reached">Modules that it reaches without an import.</param>
internal sealed record K6Code(Prepared<Module> Module, IReadOnlyList<string> Reached)
{
    /// <summary>Whether it looks at HTML pages.</summary>
    public bool ReadsPages => Reached.Contains(K6Modules.Pages);

    /// <summary>Parses a script.</summary>
    public static K6Code Of(K6Script script) => new(
        JsEngine.PrepareModule(script.Code, script.File, new ModulePreparationOptions
        {
            ParsingOptions = new ModuleParsingOptions { RegexTimeout = CompiledScript.RegexTimeout },
        }),
        K6Modules.ReachedBy(script));
}
