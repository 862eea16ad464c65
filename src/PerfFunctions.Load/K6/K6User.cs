using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>
/// One virtual user of a script: an engine of its own, which waits without a thread. Belongs to the loop's thread.
/// </summary>
internal sealed class K6User
{
    private readonly K6Program _program;
    private readonly K6Context _context;
    private readonly ScriptBudget _budget = new(ScriptLimits.Init);
    private readonly K6Host _host;
    private readonly K6Timers _timers;
    private readonly K6Sockets _sockets;
    private JsEngine? _engine;
    private ObjectInstance _exports = null!;
    private JsValue _start = JsValue.Undefined;
    private LoopDelay? _waiting;
    private bool _isDone;
    private bool _isOver;
    private string? _failure;
    private JsValue _result = JsValue.Undefined;

    public K6User(K6Program program, K6Context context, long iterations)
    {
        Iterations = iterations;
        _program = program;
        _context = context;
        _host = new K6Host(program, context, this);
        _timers = new K6Timers(context.Loop, () => _host.IsHeld, RunTimer);
        _sockets = new K6Sockets(program, context, () => _host.IsHeld, (callback, data, ended) => Enter(() => Call(callback, data(), ended)));
    }

    /// <summary>Values of the script as JSON.</summary>
    public ScriptJson Json { get; private set; } = null!;

    /// <summary>Number of the user, from 1; 0 in setup and teardown, and while the script is read.</summary>
    public long Number { get; private set; }

    /// <summary>Iterations that the user has begun.</summary>
    public long Iterations { get; private set; }

    /// <summary>The groups that it is in: <c>::front page</c>; empty for none.</summary>
    public string Groups => _host.Groups;

    /// <summary>Whether another one has to take its place: what ended it in the middle may have left anything behind.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Whether the script asked for the end of the run.</summary>
    public bool IsAborting => _host.AbortReason is not null;

    /// <summary>
    /// Reads the script before the first iteration does. What fails is reported by that one, which reads it again.
    /// </summary>
    public void Prepare()
    {
        try
        {
            _budget.Begin(() => _context.Loop.Clock.Elapsed);
            _engine = Create();
        }
        catch (Exception)
        {
            _engine = null;
        }
    }

    /// <summary>Calls a function, and waits until it is over; why it failed, null when it did not.</summary>
    public async ValueTask<string?> RunAsync(string function, Iteration iteration, TimeSpan due)
    {
        (_isDone, _isOver) = (false, false);
        _failure = null;
        _host.Begin(iteration, due, Iterations++);
        _sockets.Begin(iteration, due);
        Enter(() => Start(function, iteration));
        if (_isOver)
        {
            // Nothing was waited for; whoever starts the next iteration must not starve the loop.
            await _context.Loop.YieldAsync();
        }

        while (!_isOver)
        {
            _waiting = _context.Loop.Wait();
            await _waiting.Task;
        }

        await _host.CloseAsync();
        _host.End();
        if (_failure is null && _host.AbortReason is null && function == Fixture.Setup)
        {
            iteration.Set(K6Step.SetupData, Json.ToValue(_result));
        }

        return _host.AbortReason ?? _failure;
    }

    /// <summary>Goes on after what a script waited for. Whatever it brings the engine to do wrong ends this iteration, and not the loop.</summary>
    public void Enter(Action go)
    {
        if (IsSpent || _context.Stop.IsCut)
        {
            // What is left of a script that was ended in the middle does nothing more.
            Over("cut off at the end of the load");
            IsSpent = true;
            return;
        }

        try
        {
            _budget.Begin(() => _context.Loop.Clock.Elapsed);
            go();
            _engine?.Advanced.ProcessTasks();
            Go();
        }
        catch (Exception e)
        {
            IsSpent = true;
            Over(K6Failure.Of(e, _program.Script));
        }
    }

    // As in k6, an iteration lasts until its timers have ended.
    private void Go()
    {
        if (_isDone && !_timers.IsBusy && !_sockets.IsBusy)
        {
            Over(null);
        }
        else if (!_host.IsBusy && !_timers.IsSet && !_sockets.IsOpen)
        {
            Over($"{_program.Script.File}: waits for what never comes");
        }
        else
        {
            _timers.Arm();
            _sockets.Pump();
        }
    }

    private void Start(string function, Iteration iteration)
    {
        JsEngine engine = _engine ??= Create();
        _timers.Begin();
        _budget.Limits = ScriptLimits.BetweenWaits;
        long number = Fixture.Names.Contains(function) ? 0 : iteration.User + 1;
        if (Number != number)
        {
            Number = number;
            engine.SetValue("__VU", number);
        }

        engine.SetValue("__ITER", Iterations - 1);
        JsValue data = iteration.Variable(K6Step.SetupData) is { } given && !given.Equals(Value.Null) ? Json.ToScript(given) : JsValue.Undefined;
        engine.Invoke(_start, JsValue.Undefined, [_exports.Get(function), data, Function("done", Done), Function("failed", Failed)]);
    }

    private JsValue Done(JsValue[] arguments)
    {
        _result = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
        _isDone = true;
        return JsValue.Undefined;
    }

    private void RunTimer(JsValue? callback, Action ended) => Enter(() =>
    {
        if (callback is not null)
        {
            Call(callback, JsValue.Undefined, ended);
        }
    });

    private void Call(JsValue callback, JsValue data, Action ended)
    {
        _host.EndPause();
        _engine?.Invoke(
            _start, JsValue.Undefined, [callback, data, Function("done", _ => Ended(ended)), Function("failed", arguments => Ended(ended, arguments))]);
    }

    private JsValue Ended(Action ended, JsValue[]? failure = null)
    {
        ended();
        IsSpent |= failure is not null && !_isDone;
        return failure is null ? JsValue.Undefined : Failed(failure);
    }

    // What else goes on must not go on in the next iteration.
    private JsValue Failed(JsValue[] arguments)
    {
        IsSpent |= _timers.Running > 0;
        Over(K6Failure.Of(arguments.Length > 0 ? arguments[0] : JsValue.Undefined, _program.Script));
        return JsValue.Undefined;
    }

    private void Over(string? failure)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _failure = failure;
        _timers.End();
        _sockets.End();
        if (_waiting is { } waiting)
        {
            _waiting = null;
            _context.Loop.Resume(waiting);
        }
    }

    private JsEngine Create()
    {
        K6Engine made = K6Engine.Create(_program.Script, _program.Code, _budget, engine => _host.Functions(engine, _timers, _sockets, Options), () => _host.NextShare(), _program.Files);
        (Json, _start, _exports) = (made.Json, made.Start, made.Exports);
        _host.Follow(_exports.Get("options") as ObjectInstance);
        return made.Engine;
    }

    private JsValue Options() => Json.Parse(K6Options.Of(_exports, Json).ToJsonString());

    private ClrFunction Function(string name, Func<JsValue[], JsValue> call) => new(_engine!, name, (_, arguments) => call(arguments));
}
