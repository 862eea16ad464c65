using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Scripts;
using PerfFunctions.Load.Streams;
using PerfFunctions.Load.WebSockets;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>
/// The sockets of a user. What happens to them waits until no call that looks synchronous is in progress, as in k6: one callback
/// runs after another. Belongs to the loop's thread.
/// </summary>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
/// <param name="isHeld">Whether the script is in a call that looks synchronous.</param>
/// <param name="run">Makes what a function is given and runs it; then calls what it is given.</param>
internal sealed class K6Sockets(K6Program program, K6Context context, Func<bool> isHeld, Action<JsValue, Func<JsValue>, Action> run)
{
    private const int MaxOpen = 100;
    private const int MaxEvents = 10_000;

    private static readonly CompiledMatch Any = new(new Awaited());

    private readonly Dictionary<long, K6Socket> _open = [];
    private readonly Queue<(JsValue Handler, Func<JsValue> Event)> _events = new();
    private readonly SocketOpening? _opening = context.Calls is { } calls ? new SocketOpening(calls) : null;
    private JsEngine _engine = null!;
    private Iteration _iteration = null!;
    private TimeSpan? _due;
    private long _last;
    private int _running;
    private bool _isScheduled;

    /// <summary>Whether a socket is open, or something that happened to one is not handled yet.</summary>
    public bool IsOpen => _open.Count + _events.Count > 0;

    /// <summary>Whether one is open, or a callback goes on.</summary>
    public bool IsBusy => IsOpen || _running > 0;

    /// <summary>An iteration begins.</summary>
    public void Begin(Iteration iteration, TimeSpan due) => (_iteration, _due) = (iteration, due);

    /// <summary>An iteration ends, and all its sockets with it.</summary>
    public void End()
    {
        foreach (K6Socket socket in _open.Values)
        {
            socket.Close();
        }

        _open.Clear();
        _events.Clear();
        _running = 0;
    }

    /// <summary>Adds the functions.</summary>
    public void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine)
    {
        _engine = engine;
        add("openSocket", Open);
        add("sendSocket", a => Do(a[0], socket => socket.Send(a[1])));
        add("closeSocket", a => Do(a[0], socket => socket.Close(TypeConverter.ToNumber(a[1]))));
    }

    /// <summary>Has the next event handled, when there is one and the script is not held.</summary>
    public void Pump()
    {
        if (!_isScheduled && _events.Count > 0 && !isHeld())
        {
            _isScheduled = true;
            _ = HandleNextAsync();
        }
    }

    // Others continue after each event: a socket that has many must not starve the loop.
    private async Task HandleNextAsync()
    {
        await context.Loop.YieldAsync();
        _isScheduled = false;
        if (!isHeld() && _events.TryDequeue(out (JsValue Handler, Func<JsValue> Event) next))
        {
            _running++;
            run(next.Handler, next.Event, () => _running--);
        }
    }

    private JsValue Open(JsValue[] arguments)
    {
        if (_iteration is null || _open.Count == MaxOpen)
        {
            throw new ScriptEndException(_iteration is null ? "opens a socket outside of an iteration" : $"has more than {MaxOpen} sockets open");
        }

        JsValue address = new JsString(K6Script.HttpAddress(TypeConverter.ToString(arguments[0])));
        K6RequestDraft request = new(
            _engine, context.Scenario, new K6Traits(), [new JsString("GET"), address, JsValue.Null, arguments[2], JsValue.Null, JsValue.Null],
            () => _iteration.Dice.Next());
        ConnectStep step = new()
        {
            Name = program.SeriesOf(request.Name, K6Request.Connect, request.Address),
            Method = "GET",
            Path = "/",
            Subprotocols = arguments[1] is ObjectInstance list ? K6Host.Items(list) : [],
            Timeout = request.Limits.Timeout,
        };
        var draft = request.Draft.WithCookies(context.Drafts.CookiesFor(_iteration, request.Draft));
        K6Socket socket = new(arguments[3], context.Calls!);
        _open.Add(++_last, socket);
        _ = FollowAsync(_last, socket, new K6Dial(step, context.Calls!, _opening!, draft));
        return new JsNumber(_last);
    }

    private async Task FollowAsync(long id, K6Socket socket, K6Dial dial)
    {
        Iteration iteration = _iteration.Fork();
        TimeSpan due = _due ?? context.Loop.Clock.Elapsed;
        _due = null;
        Exception? failure = null;
        try
        {
            await dial.RunAsync(iteration, due);
        }
        catch (Exception e)
        {
            failure = e;
        }

        Post(id, socket, () => failure is null ? K6Socket.Opened(_engine, dial) : throw failure);
        if (dial.Socket is { } live)
        {
            socket.Open(live);
            if (!_open.ContainsKey(id) || context.Stop.IsCut)
            {
                live.Abort();
            }

            MessageWait wait = new(Any, iteration, context.Loop.Wait(), TimeSpan.MaxValue)
            {
                Count = null,
                Each = message => Post(id, socket, () => K6Socket.Received(_engine, message)),
            };
            live.Messages.Await(wait, withKept: true);
            await wait.Task;
        }

        Post(id, socket, () => socket.Ended(_engine));
        _open.Remove(id);
        Pump();
    }

    private void Post(long id, K6Socket socket, Func<JsValue> made)
    {
        if (_events.Count < MaxEvents && _open.ContainsKey(id))
        {
            _events.Enqueue((socket.Handler, made));
            Pump();
            if (_events.Count == MaxEvents)
            {
                _ = EndAsync(id);
            }
        }
    }

    // Held or not: what comes faster than it is handled fills the generator.
    private async Task EndAsync(long id)
    {
        await context.Loop.YieldAsync();
        if (_open.TryGetValue(id, out K6Socket? socket))
        {
            run(socket.Handler, () => throw new ScriptEndException($"has more than {MaxEvents:N0} messages that it has not handled"), () => { });
        }
    }

    private JsValue Do(JsValue id, Action<K6Socket> act)
    {
        if (_open.TryGetValue((long)TypeConverter.ToNumber(id), out K6Socket? socket))
        {
            act(socket);
        }

        return JsValue.Undefined;
    }
}
