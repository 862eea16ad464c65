using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Flows;

/// <summary>A step made ready to be run.</summary>
internal abstract record FlowNode;

/// <summary>Sends.</summary>
internal sealed record SendNode(CompiledStep Step) : FlowNode;

/// <summary>Waits.</summary>
/// <param name="For">How long, at least.</param>
/// <param name="Spread">What may come on top, drawn evenly each time.</param>
internal sealed record PauseNode(TimeSpan For, TimeSpan Spread) : FlowNode
{
    /// <summary>How long an iteration waits. A fixed pause draws nothing, so that it changes none of the values drawn after it.</summary>
    public TimeSpan LengthFor(Iteration iteration) => Spread == TimeSpan.Zero ? For : For + (iteration.Dice.Share() * Spread);
}

/// <summary>Measures steps together.</summary>
/// <param name="Series">Its place among the series of the scenario.</param>
/// <param name="Do">The steps.</param>
internal sealed record GroupNode(int Series, FlowNode[] Do) : FlowNode;

/// <summary>Does one of two things.</summary>
internal sealed record IfNode(CompiledCondition Condition, FlowNode[] Then, FlowNode[] Else) : FlowNode;

/// <summary>Does the same several times.</summary>
internal sealed record RepeatNode(int Times, FlowNode[] Do) : FlowNode;

/// <summary>Does one of several things.</summary>
/// <param name="Order">Which way each of a round of iterations takes: each way as often as its weight.</param>
/// <param name="Stride">Iterations that take the same way, so that choices in one flow are independent of each other.</param>
/// <param name="Ways">The ways.</param>
internal sealed record ChooseNode(int[] Order, long Stride, FlowNode[][] Ways) : FlowNode
{
    /// <summary>The steps of the way that an iteration takes.</summary>
    public FlowNode[] WayFor(Iteration iteration) =>
        Ways[Order[((iteration.Number / Stride) + iteration.Visit(this)) % Order.Length]];
}

/// <summary>Makes a scenario's flow ready.</summary>
internal sealed class FlowCompiler(ScenarioContext context)
{
    private const long LargestStride = 1L << 40;

    private readonly HashSet<string> _feeds = [];
    private long _stride = 1;

    /// <summary>Feeds that the flow takes from.</summary>
    public IReadOnlyList<string> Feeds => [.. _feeds];

    /// <summary>The flow's nodes.</summary>
    public FlowNode[] Compile(IReadOnlyList<FlowStep> steps) => [.. steps.Select(Compile)];

    private FlowNode Compile(FlowStep step) => step switch
    {
        HttpStep http => Note(http),
        PauseStep pause => new PauseNode(pause.For, (pause.Max ?? pause.For) - pause.For),
        GroupStep group => new GroupNode(context.IndexOf(SeriesKey.Group, group.Name), Compile(group.Do)),
        IfStep choice => new IfNode(new CompiledCondition(choice.Condition, context), Compile(choice.Then), Compile(choice.Else)),
        RepeatStep repeat => new RepeatNode(repeat.Times, Compile(repeat.Do)),
        ChooseStep choose => Compile(choose),
        _ => throw new NotSupportedException($"Step {step.GetType().Name} cannot be run."),
    };

    private SendNode Note(HttpStep step)
    {
        _feeds.UnionWith(FeedNames.Of(step));
        return new SendNode(new CompiledStep(step, context));
    }

    private ChooseNode Compile(ChooseStep choose)
    {
        int[] order = WeightedOrder.Of([.. choose.Ways.Select(w => w.Weight)]);
        long stride = _stride;
        _stride = _stride > LargestStride / order.Length ? 1 : _stride * order.Length;
        return new ChooseNode(order, stride, [.. choose.Ways.Select(w => Compile(w.Do))]);
    }
}
