using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Values;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>Runs the scripts of one virtual user. It belongs to the loop's thread, and to one user alone.</summary>
internal sealed class ScriptEngine
{
    private readonly ScriptBudget _budget = new(ScriptLimits.Step);
    private readonly Dictionary<CompiledScript, JsValue> _bodies = [];
    private JsEngine? _engine;
    private ScriptJson _json = null!;
    private JsValue _bare = JsValue.Undefined;
    private IScriptHost _host = null!;
    private long _allocated;

    /// <summary>
    /// Whether another one has to take its place: after a failure, and before what a script may have left in it has grown.
    /// </summary>
    public bool IsSpent { get; private set; }

    /// <summary>Runs a script; why it failed, null when it did not.</summary>
    public string? Run(CompiledScript script, IScriptHost host)
    {
        _host = host;
        _budget.Begin(() => _host.Elapsed);
        try
        {
            JsEngine engine = _engine ??= Create(script);
            RunIn(engine, script);
            _allocated += _budget.Allocated;
            IsSpent = _allocated > ScriptBudget.Bytes / 2;
            return null;
        }
        catch (Exception e)
        {
            // Whatever a script brings the engine to do wrong ends this iteration, and not the loop.
            IsSpent = true;
            return ScriptFailure.Of(e, script);
        }
    }

    private JsEngine Create(CompiledScript script)
    {
        JsEngine engine = Sandbox.Create(_budget);
        _json = new ScriptJson(engine, _budget);
        _bare = Sandbox.Part(engine.Global, "Object").Get("create");
        JsValue Random(JsValue self, JsValue[] arguments) => new JsNumber(_host.NextShare());
        Sandbox.Define(engine, engine.Global, "random", Random);
        Sandbox.Define(engine, Sandbox.Part(engine.Global, "Math"), "random", Random);
        Sandbox.Define(engine, engine.Global, "fail", (_, arguments) => throw new ScriptEndException(
            arguments.Length > 0 ? TypeConverter.ToString(arguments[0]) : "the script failed")
        { IsOwnWord = true });
        if (script.Functions is { } functions)
        {
            engine.Execute(functions.Body);
        }

        return engine;
    }

    private void RunIn(JsEngine engine, CompiledScript script)
    {
        if (!_bodies.TryGetValue(script, out JsValue? body))
        {
            _bodies.Add(script, body = engine.Evaluate(script.Body));
        }

        // Without a prototype, no name of a variable means anything else.
        ObjectInstance vars = (ObjectInstance)engine.Call(_bare, JsValue.Null);
        List<(string Name, Value Value, JsValue Given)> given = new(script.Plan.Variables.Count);
        foreach (string name in script.Plan.Variables)
        {
            Value value = _host.Variable(name);
            given.Add((name, value, _json.ToScript(value)));
            vars.Set(name, given[^1].Given);
        }

        engine.Call(body, JsValue.Undefined,
        [
            vars, Feeds(engine, script), new JsNumber(_host.Iteration), new JsNumber(_host.User),
            script.Plan.ReadsResponse ? ScriptResponse.Of(engine, _json, _host.Response) : JsValue.Undefined,
            Check(engine, script),
        ]);
        foreach ((string name, Value value, JsValue before) in given)
        {
            Keep(name, value, before, vars.Get(name), script.Plan.Assigned.Contains(name));
        }
    }

    // What a script only read stays as it was: JavaScript would round a large number in it.
    private void Keep(string name, Value value, JsValue before, JsValue after, bool isAssigned)
    {
        if (ReferenceEquals(before, after) && after is not ObjectInstance)
        {
            if (isAssigned)
            {
                _host.Set(name, value);
            }

            return;
        }

        Value now = _json.ToValue(after);
        bool isSame = ReferenceEquals(before, after) && (now == value || now == _json.ToValue(_json.ToScript(value)));
        if (isAssigned || !isSame)
        {
            _host.Set(name, isSame ? value : now);
        }
    }

    private JsValue Feeds(JsEngine engine, CompiledScript script)
    {
        if (script.Plan.Columns.Count == 0)
        {
            return JsValue.Undefined;
        }

        JsObject feeds = new(engine);
        foreach (var feed in script.Plan.Columns.GroupBy(c => c.Feed))
        {
            JsObject row = new(engine);
            foreach (var column in feed)
            {
                row.Set(column.Column, _json.ToScript(_host.Column(column)));
            }

            feeds.Set(feed.Key, row);
        }

        return feeds;
    }

    private JsValue Check(JsEngine engine, CompiledScript script)
    {
        if (script.Plan.Checks.Count == 0)
        {
            return JsValue.Undefined;
        }

        return new Jint.Runtime.Interop.ClrFunction(engine, "check", (_, arguments) =>
        {
            bool holds = arguments.Length > 1 && TypeConverter.ToBoolean(arguments[1]);
            _host.Check(arguments[0].ToString(), holds);
            return holds ? JsBoolean.True : JsBoolean.False;
        });
    }
}
