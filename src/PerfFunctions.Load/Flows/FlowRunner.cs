using System.Runtime.CompilerServices;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// Runs iterations of one scenario's flow. A step that fails ends its iteration: the later steps would act on a state
/// that does not exist.
/// </summary>
internal sealed class FlowRunner
{
    private readonly StepSender _sender;
    private readonly EventLoop _loop;
    private readonly LoopStop _stop;
    private readonly FlowNode[] _nodes;
    private readonly IReadOnlyList<string> _feeds;

    /// <summary>Makes a flow ready.</summary>
    public FlowRunner(ScenarioContext context, StepSender sender, EventLoop loop, LoopStop stop)
    {
        var compiler = new FlowCompiler(context);
        _nodes = compiler.Compile(context.Scenario.Flow);
        _feeds = compiler.Feeds;
        _sender = sender;
        _loop = loop;
        _stop = stop;
    }

    /// <summary>
    /// Runs one iteration. The first request's response time counts from <paramref name="due"/>, the instant it was
    /// scheduled for, not from when the generator got round to it: waiting for a slow target is part of the latency.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunAsync(Iteration iteration, TimeSpan due)
    {
        if (_feeds.Count > 0 && iteration.FindDry(_feeds) is { } dry)
        {
            _sender.Refuse($"feed {dry} has no rows left");
            await _loop.YieldAsync();
            return;
        }

        await RunAsync(_nodes, iteration, due);
        iteration.Scope?.Close();
    }

    // When the next step is due; null when the iteration is over.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TimeSpan?> RunAsync(FlowNode[] nodes, Iteration iteration, TimeSpan due)
    {
        TimeSpan? scheduled = due;
        for (int i = 0; i < nodes.Length && scheduled is { } at; i++)
        {
            switch (nodes[i])
            {
                case SendNode send:
                    scheduled = await _sender.SendAsync(send.Step, iteration, at) ? _loop.Clock.Elapsed : null;
                    break;
                case PauseNode pause:
                    await _loop.UntilAsync(_loop.Clock.Elapsed + pause.For);
                    scheduled = _stop.IsCut ? null : _loop.Clock.Elapsed;
                    break;
                case IfNode choice:
                    scheduled = await RunAsync(choice.Condition.Holds(iteration) ? choice.Then : choice.Else, iteration, at);
                    break;
                case ChooseNode choose:
                    scheduled = await RunAsync(choose.WayFor(iteration), iteration, at);
                    break;
                case RepeatNode repeat:
                    for (int turn = 0; turn < repeat.Times && scheduled is { } next; turn++)
                    {
                        scheduled = await RunAsync(repeat.Do, iteration, next);
                    }

                    break;
            }
        }

        return scheduled;
    }
}
