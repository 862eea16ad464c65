using System.Runtime.CompilerServices;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// Runs iterations of one scenario's flow. A request that fails ends its iteration, unless the plan says that it goes on.
/// </summary>
internal sealed partial class FlowRunner
{
    private readonly StepSender _sender;
    private readonly EventLoop _loop;
    private readonly LoopStop _stop;
    private readonly FlowNode[] _once;
    private readonly FlowNode[] _nodes;
    private readonly IReadOnlyList<string> _feeds;
    private readonly IntervalRecorder _recorder;
    private readonly PauseStep? _pauseBetween;
    private readonly RequestPacer? _pacer;
    private readonly int _iterations;

    /// <summary>Makes a flow ready.</summary>
    public FlowRunner(
        ScenarioContext context, StepSender sender, IntervalRecorder recorder, EventLoop loop, LoopStop stop,
        RequestPacer? pacer = null, ICallFactory? calls = null)
    {
        var compiler = new FlowCompiler(context, calls);
        _once = compiler.Compile(context.Scenario.Once);
        _nodes = compiler.Compile(context.Scenario.Flow);
        _feeds = compiler.Feeds;
        _sender = sender;
        _recorder = recorder;
        _pacer = pacer;
        _pauseBetween = context.Scenario.PauseBetween;
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

        TimeSpan? from = _once.Length > 0 && iteration.IsFirstOfUser ? await RunOnceAsync(iteration, due) : due;
        if (from is { } start)
        {
            await RunAsync(_nodes, iteration, start);
        }

        iteration.Scope?.Close();
        iteration.Streams.EndIteration();
        End(_iterations, iteration, from ?? due, TimeSpan.Zero, iteration.FirstFailed);
    }

    // What a user does once is not part of its first iteration. If it fails, it is tried again in the next one.
    private async ValueTask<TimeSpan?> RunOnceAsync(Iteration iteration, TimeSpan due)
    {
        TimeSpan? next = await RunAsync(_once, iteration, due);
        if (next is not null)
        {
            iteration.KeepForUser();
            iteration.Paused = TimeSpan.Zero;
        }

        return next;
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
            scheduled = nodes[i] switch
            {
                RequestNode request => await SendAsync(request, iteration, at),
                GroupNode group => await RunAsync(group, iteration, at),
                PauseNode pause => await PauseAsync(PauseLength.Draw(pause.Pause, ref iteration.Dice), iteration),
                CloseNode close when iteration.Streams.Close(close.Stream) => at,
                SetNode set when TrySet(set, iteration) => at,
                ScriptNode script => await RunAsync(script, iteration, at),
                IfNode choice when TryHold(choice.Condition, iteration) is { } holds =>
                    await RunAsync(holds ? choice.Then : choice.Else, iteration, at),
                ChooseNode choose => await RunAsync(choose.WayFor(iteration), iteration, at),
                RepeatNode repeat => await RunAsync(repeat, iteration, at),
                EachNode each => await RunAsync(each, iteration, at),
                WhileNode loop => await RunAsync(loop, iteration, at),
                PollNode poll => await RunAsync(poll, iteration, at),
                RetryNode retry => await RunAsync(retry, iteration, at),
                ParallelNode parallel => await RunAsync(parallel, iteration, at),
                _ => await StarveNoneAsync(),
            };
        }

        return scheduled;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TimeSpan?> SendAsync(RequestNode node, Iteration iteration, TimeSpan due)
    {
        TimeSpan at = due;
        if (node.Sends && WaitBefore(iteration) is { } wait)
        {
            if (await PauseAsync(wait, iteration) is not { } later)
            {
                return null;
            }

            at = later;
        }

        iteration.HasSent = true;
        bool isRight = node is SendNode send
            ? await _sender.SendAsync(send.Step, iteration, at)
            : await ((CallNode)node).Call.RunAsync(iteration, at);
        bool goesOn = isRight || (node.OnFailure == FailureAction.Continue && !_stop.IsCut);
        return goesOn ? _loop.Clock.Elapsed : null;
    }

    // What the scenario asks for between requests; null for nothing.
    private TimeSpan? WaitBefore(Iteration iteration)
    {
        TimeSpan? pause = _pauseBetween is not null && iteration.HasSent ? PauseLength.Draw(_pauseBetween, ref iteration.Dice) : null;
        TimeSpan? slot = _pacer?.Take() - _loop.Clock.Elapsed;
        return slot > TimeSpan.Zero && (pause is null || slot > pause) ? slot : pause;
    }

    // Its time is the generator's, and none of the next request's. Others continue after each script: loops of scripts
    // wait for nothing.
    private async ValueTask<TimeSpan?> RunAsync(ScriptNode script, Iteration iteration, TimeSpan due)
    {
        TimeSpan from = _loop.Clock.Elapsed;
        using ScriptRun run = new(script, iteration, _loop.Clock, _recorder);
        if (iteration.Scripts.Run(script.Script, run) is { } failure)
        {
            return await FailAsync(failure, iteration);
        }

        TimeSpan next = due + (_loop.Clock.Elapsed - from);
        await _loop.YieldAsync();
        return _stop.IsCut ? null : next;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TimeSpan?> PauseAsync(TimeSpan length, Iteration iteration)
    {
        TimeSpan from = _loop.Clock.Elapsed;
        await _loop.UntilAsync(from + length);
        iteration.Paused += _loop.Clock.Elapsed - from;
        return _stop.IsCut ? null : _loop.Clock.Elapsed;
    }
}
