using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Responses;
using PerfFunctions.Load.Scripts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests.Scripts;

/// <summary>Runs scripts as a loop runs them, without a flow around them.</summary>
internal sealed class ScriptBench : IScriptHost
{
    private readonly CompiledScript _script;
    private readonly Dictionary<string, Value> _variables = [];
    private ScriptEngine _engine = new();

    public ScriptBench(string script, string? functions = null, params (string Name, string Json)[] variables)
    {
        Scenario scenario = PlanText.Valid(PlanText.WithScript(script, functions, variables.Select(v => v.Name))).Load[0];
        PlanScript plan = ((ScriptStep)scenario.Flow[0]).Script;
        ScriptWarmUp.Once();
        _script = new CompiledScript(plan, scenario.Functions is { } all ? new CompiledFunctions(all) : null);
        foreach ((string name, string json) in variables)
        {
            _variables[name] = Value.ReadJson(json) ?? Value.Of(json);
        }
    }

    public List<(string Name, bool Holds)> Checks { get; } = [];

    public long Iteration { get; set; } = 7;

    public long User => 3;

    /// <summary>Whether time ends a script, as it does on a machine that is too busy.</summary>
    public bool IsTimed { get; init; }

    public TimeSpan Elapsed => IsTimed ? TimeProvider.System.GetElapsedTime(0) : TimeSpan.Zero;

    public CaptureSource? Response => null;

    public string this[string variable] => _variables.TryGetValue(variable, out Value value) ? value.ToJson() : "unset";

    /// <summary>Runs it once more in the same engine; why it failed, null when it did not.</summary>
    public string? Run()
    {
        string? failure = null;
        Thread thread = new(() => failure = _engine.Run(_script, this), EventLoop.StackBytes);
        thread.Start();
        thread.Join();
        _engine = _engine.IsSpent ? new ScriptEngine() : _engine;
        return failure;
    }

    public double NextShare() => 0.25;

    public Value Variable(string name) => _variables.GetValueOrDefault(name);

    public Value Column(FeedColumn column) => Value.Of($"{column.Feed}/{column.Column}");

    public void Set(string name, Value value) => _variables[name] = value;

    public void Check(string name, bool holds) => Checks.Add((name, holds));
}
