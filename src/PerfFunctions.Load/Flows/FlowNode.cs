using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.Flows;

/// <summary>A step made ready to be run.</summary>
internal abstract record FlowNode;

/// <summary>Asks something of the target.</summary>
/// <param name="OnFailure">What a failure does to the iteration.</param>
/// <param name="Sends">Whether it sends, so that the scenario's pauses and rate come before it.</param>
internal abstract record RequestNode(FailureAction OnFailure, bool Sends) : FlowNode;

/// <summary>Sends an HTTP request.</summary>
internal sealed record SendNode(CompiledStep Step) : RequestNode(Step.OnFailure, Sends: true);

/// <summary>Does what another protocol does.</summary>
internal sealed record CallNode(ICall Call) : RequestNode(Call.OnFailure, Call.Sends);

/// <summary>Closes a stream.</summary>
/// <param name="Stream">Its name.</param>
internal sealed record CloseNode(string Stream) : FlowNode;

/// <summary>Waits.</summary>
/// <param name="Pause">How long.</param>
internal sealed record PauseNode(PauseStep Pause) : FlowNode;

/// <summary>Sets variables.</summary>
/// <param name="Values">Values by variable, in order.</param>
internal sealed record SetNode((string Name, JsonTemplate Value)[] Values) : FlowNode;

/// <summary>Runs JavaScript.</summary>
/// <param name="Script">The script.</param>
/// <param name="Checks">Places of its checks among the series of the scenario, by name.</param>
internal sealed record ScriptNode(CompiledScript Script, IReadOnlyDictionary<string, int> Checks) : FlowNode;

/// <summary>Measures steps together.</summary>
/// <param name="Series">Its place among the series of the scenario.</param>
/// <param name="Do">The steps.</param>
internal sealed record GroupNode(int Series, FlowNode[] Do) : FlowNode;

/// <summary>Does one of two things.</summary>
internal sealed record IfNode(Expression Condition, FlowNode[] Then, FlowNode[] Else) : FlowNode;

/// <summary>Does the same several times.</summary>
internal sealed record RepeatNode(int Times, FlowNode[] Do) : FlowNode;

/// <summary>Does the same for each item of a list.</summary>
internal sealed record EachNode(EachStep Each, FlowNode[] Do) : FlowNode;

/// <summary>Does the same as long as a condition holds.</summary>
internal sealed record WhileNode(WhileStep While, FlowNode[] Do) : FlowNode;

/// <summary>Does the same until a condition holds.</summary>
internal sealed record PollNode(PollStep Poll, FlowNode[] Do) : FlowNode;

/// <summary>Does the same again when it failed.</summary>
internal sealed record RetryNode(RetryStep Retry, FlowNode[] Do) : FlowNode;

/// <summary>Does several things at once.</summary>
/// <param name="Series">Its place among the series of the scenario.</param>
/// <param name="Ways">What is done at once.</param>
internal sealed record ParallelNode(int Series, FlowNode[][] Ways) : FlowNode;

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

/// <summary>A step of another protocol, made ready. Protocols come after flows, which know of them only this.</summary>
internal interface ICall
{
    /// <summary>What a failure does to the iteration.</summary>
    FailureAction OnFailure { get; }

    /// <summary>Whether it sends something.</summary>
    bool Sends { get; }

    /// <summary>
    /// Does it, and counts; true when it succeeded. Its response time counts from <paramref name="scheduled"/>.
    /// </summary>
    ValueTask<bool> RunAsync(Iteration iteration, TimeSpan scheduled);
}

/// <summary>Makes steps of other protocols ready.</summary>
internal interface ICallFactory
{
    /// <summary>The call of a step; null for a plain HTTP request.</summary>
    ICall? Of(FlowStep step);
}
