using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.Flows;

/// <summary>Makes a scenario's flow ready.</summary>
/// <param name="context">The scenario.</param>
/// <param name="calls">Makes steps of other protocols ready; null where there are none.</param>
internal sealed class FlowCompiler(ScenarioContext context, ICallFactory? calls = null)
{
    private const long LargestStride = 1L << 40;

    private long _stride = 1;
    private CompiledFunctions? _functions;

    /// <summary>Feeds that the flow takes from.</summary>
    public IReadOnlyList<string> Feeds => [.. FeedNames.Of(context.Scenario).Where(context.Feeds.ContainsKey)];

    /// <summary>The flow's nodes.</summary>
    public FlowNode[] Compile(IReadOnlyList<FlowStep> steps) => [.. steps.Select(Compile)];

    private FlowNode Compile(FlowStep step) => step switch
    {
        RequestStep or K6Step when calls?.Of(step) is { } call => new CallNode(call),
        CloseStep close => new CloseNode(close.Socket),
        HttpStep http => new SendNode(new CompiledStep(http, context)),
        ScriptStep script => Compile(script),
        PauseStep pause => new PauseNode(pause),
        SetStep set => new SetNode([.. set.Values.Select(v => (v.Key, JsonTemplate.Parse(v.Value)))]),
        GroupStep group => new GroupNode(context.IndexOf(SeriesKey.Group, group.Name), Compile(group.Do)),
        IfStep choice => new IfNode(choice.Condition, Compile(choice.Then), Compile(choice.Else)),
        RepeatStep repeat => new RepeatNode(repeat.Times, Compile(repeat.Do)),
        EachStep each => new EachNode(each, Compile(each.Do)),
        WhileStep loop => new WhileNode(loop, Compile(loop.Do)),
        PollStep poll => new PollNode(poll, Compile(poll.Do)),
        RetryStep retry => new RetryNode(retry, Compile(retry.Do)),
        ParallelStep parallel => new ParallelNode(
            context.IndexOf(SeriesKey.Group, parallel.Name), [.. parallel.Do.Select(step => (FlowNode[])[Compile(step)])]),
        ChooseStep choose => Compile(choose),
        _ => throw new NotSupportedException($"Step {step.GetType().Name} cannot be run."),
    };

    private ScriptNode Compile(ScriptStep step)
    {
        ScriptWarmUp.Once();
        _functions ??= context.Scenario.Functions is { } functions ? new CompiledFunctions(functions) : null;
        return new ScriptNode(
            new CompiledScript(step.Script, _functions),
            step.Script.Checks.ToDictionary(name => name, name => context.IndexOf(SeriesKey.Check, name)));
    }

    private ChooseNode Compile(ChooseStep choose)
    {
        int[] order = WeightedOrder.Of([.. choose.Ways.Select(w => w.Weight)]);
        long stride = _stride;
        _stride = _stride > LargestStride / order.Length ? 1 : _stride * order.Length;
        return new ChooseNode(order, stride, [.. choose.Ways.Select(w => Compile(w.Do))]);
    }
}
