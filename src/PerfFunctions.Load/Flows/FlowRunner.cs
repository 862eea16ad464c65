using System.Runtime.CompilerServices;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// Runs iterations of one scenario's flow. A request that fails ends its iteration, unless the plan says that it goes on.
/// </summary>
internal sealed class FlowRunner
{
    private readonly StepSender _sender;
    private readonly EventLoop _loop;
    private readonly LoopStop _stop;
    private readonly FlowNode[] _nodes;
    private readonly IReadOnlyList<string> _feeds;
    private readonly IntervalRecorder _recorder;
    private readonly int _iterations;

    /// <summary>Makes a flow ready.</summary>
    public FlowRunner(ScenarioContext context, StepSender sender, IntervalRecorder recorder, EventLoop loop, LoopStop stop)
    {
        var compiler = new FlowCompiler(context);
        _nodes = compiler.Compile(context.Scenario.Flow);
        _feeds = compiler.Feeds;
        _sender = sender;
        _recorder = recorder;
        _iterations = context.IndexOf(SeriesKey.Iterations);
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
            string failure = $"feed {dry} has no rows left";
            _sender.Refuse(failure);
            _recorder.Ended(_loop.Clock.Elapsed, _iterations, TimeSpan.Zero, TimeSpan.Zero, failure);
            await _loop.YieldAsync();
            return;
        }

        await RunAsync(_nodes, iteration, due);
        iteration.Scope?.Close();
        End(_iterations, iteration, due, TimeSpan.Zero, iteration.FirstFailed);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TimeSpan?> RunAsync(GroupNode group, Iteration iteration, TimeSpan due)
    {
        TimeSpan paused = iteration.Paused;
        int failures = iteration.Failures;
        TimeSpan? next = await RunAsync(group.Do, iteration, due);
        End(group.Series, iteration, due, paused, iteration.Failures > failures ? iteration.LastFailed : null);
        return next;
    }

    // What was cut off has no end of its own.
    private void End(int series, Iteration iteration, TimeSpan due, TimeSpan paused, string? failure)
    {
        if (!_stop.IsCut)
        {
            TimeSpan now = _loop.Clock.Elapsed;
            _recorder.Ended(now, series, now - due - (iteration.Paused - paused), now - due, failure);
        }
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
                    bool goesOn = await _sender.SendAsync(send.Step, iteration, at) || (send.Step.OnFailure == FailureAction.Continue && !_stop.IsCut);
                    scheduled = goesOn ? _loop.Clock.Elapsed : null;
                    break;
                case GroupNode group:
                    scheduled = await RunAsync(group, iteration, at);
                    break;
                case PauseNode pause:
                    TimeSpan from = _loop.Clock.Elapsed;
                    await _loop.UntilAsync(from + pause.LengthFor(iteration));
                    iteration.Paused += _loop.Clock.Elapsed - from;
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
