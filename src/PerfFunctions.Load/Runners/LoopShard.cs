using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.K6;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Resources;
using PerfFunctions.Load.Shards;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Runners;

/// <summary>One loop's part of a shard: all scenarios, on a thread of their own.</summary>
internal sealed class LoopShard : IAsyncDisposable
{
    private readonly EventLoop _loop;
    private readonly LoopStop _stop = new();
    private readonly ScenarioParts[] _parts;
    private TimeSpan _reportedAt;

    public LoopShard(ShardWork work, IReadOnlyList<ScenarioSetup> setups, int loop, int loops, RunClock clock, SecondPool pool)
    {
        _loop = new EventLoop(clock, work.Part.Sub(loop, loops).Shard, IPoller.Create());
        try
        {
            _parts = [.. setups.Select(setup => Build(work, setup, ScenarioPart.Of(setup.Context.Scenario, work.Part, loop, loops), pool))];
        }
        catch
        {
            _loop.Dispose();
            throw;
        }

        _reportedAt = clock.Elapsed;
    }

    /// <summary>Runs all scenarios to their end.</summary>
    public async Task RunAsync()
    {
        _loop.Start();
        Task all = await _loop.AskAsync(() => Task.WhenAll(_parts.Select(p => p.Runner.RunAsync())));
        if (await Task.WhenAny(all, _loop.Ended) != all)
        {
            throw await _loop.FailureAsync();
        }

        await all;
    }

    /// <summary>Cuts everything off.</summary>
    public void Cut() => _loop.Post(() =>
    {
        _stop.Cut();
        _loop.CutPauses();
        foreach (ScenarioParts part in _parts)
        {
            part.Gate?.Open();
            part.Transports.Abort();
            part.Calls?.Abort();
        }
    });

    /// <summary>Hands over what was counted before a second, by scenario, and how the loop was.</summary>
    public Task<LoopClosing> CloseBeforeAsync(int second) => _loop.AskAsync(() =>
    {
        TimeSpan now = _loop.Clock.Elapsed;
        LoopFigures figures = _loop.Load.Take(now - _reportedAt);
        _reportedAt = now;
        return new LoopClosing(
            [.. _parts.Select(p => p.Recorder.CloseBefore(second))], figures,
            _parts.Sum(p => p.Transports.Sockets + (p.Calls?.Sockets ?? 0)));
    });

    /// <summary>What became of its part of each scenario.</summary>
    public IReadOnlyList<ShardScenario> Results() =>
        [.. _parts.Select(p => p.Runner.Result() with { Transports = p.Transports.Used })];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _loop.StopAsync();

        // After the thread, which may have ended by an error: what it had open is closed all the same.
        foreach (ScenarioParts part in _parts)
        {
            part.Transports.Dispose();
            part.Calls?.Dispose();
        }

        _loop.Dispose();
    }

    // A part of a rate is as large as its part of the users.
    private RequestPacer? PacerOf(Scenario scenario, ShardPart part) =>
        scenario.MaxRate is { } rate ? new RequestPacer(_loop, rate / part.Shards) : null;

    private ScenarioParts Build(ShardWork work, ScenarioSetup setup, ShardPart? part, SecondPool pool)
    {
        var recorder = new IntervalRecorder(pool);
        var transports = new HttpTransports(_loop, setup.Context.Scenario.Http, setup.Tls, setup.Handlers, work.Transports);
        RequestGate? gate = part is { } mine && setup.Context.Scenario.Http.MaxConnections is { } most
            ? new RequestGate(_loop, (int)mine.CountOf(most))
            : null;
        var drafts = new RequestDrafts(setup.Context, setup.Tokens);
        var samples = new FailureSamples(setup.Context, setup.Tokens);
        var sender = new StepSender(setup.Context, transports, _loop, _stop, recorder, gate, drafts, samples);
        ProtocolCalls? calls = ProtocolCalls.For(
            setup.Context.Scenario,
            () => new CallContext(
                setup.Context, _loop, _stop, recorder, drafts, samples, new StreamClient(setup.Handlers),
                new StreamRegistry(_loop)));
        RequestPacer? pacer = PacerOf(setup.Context.Scenario, part ?? work.Part);
        PageCalls pages = new(new PageContext(setup.Context, sender, drafts, pacer, _loop, _stop, recorder), calls);
        K6Calls scripts = new(
            new K6Context(setup.Context, sender, drafts, _loop, _stop, recorder, pacer)
            {
                Calls = calls?.Context,
                Browser = work.Browser,
                Grpc = calls is null ? null : calls.Of,
                End = () => work.Control.End(work.Scenarios),
            },
            pages);
        ScenarioRunner runner = ScenarioRunner.For(new ScenarioRun
        {
            Context = setup.Context,
            Loop = _loop,
            Stop = _stop,
            Control = work.Control,
            Part = part ?? work.Part,
            HasPart = part is not null,
            Recorder = recorder,
            Flow = new FlowRunner(setup.Context, sender, recorder, _loop, _stop, pacer, scripts),
            From = work.From,
            To = work.To ?? work.Scenarios.Max(s => s.End),
        });
        return new ScenarioParts(recorder, transports, calls, gate, runner);
    }

    private sealed record ScenarioParts(
        IntervalRecorder Recorder, HttpTransports Transports, ProtocolCalls? Calls, RequestGate? Gate, ScenarioRunner Runner);
}

/// <summary>What a loop hands over of a second.</summary>
/// <param name="Records">By scenario, then by second.</param>
/// <param name="Figures">How it was.</param>
/// <param name="Sockets">Open connections.</param>
internal sealed record LoopClosing(
    IReadOnlyList<IReadOnlyList<KeyValuePair<int, SecondRecord>>> Records, LoopFigures Figures, int Sockets);
