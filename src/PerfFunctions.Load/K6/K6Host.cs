using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Promise;
using Jint.Runtime;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.K6.Browser;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>What the modules of a script ask the generator for. Belongs to the loop's thread.</summary>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
/// <param name="user">Whose script it is.</param>
internal sealed class K6Host(K6Program program, K6Context context, K6User user)
{
    private const int MaxGroups = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Stack<(string Path, int? Place, TimeSpan From, TimeSpan Paused)> _groups = new();
    private readonly K6Work _work = new(context, user);
    private readonly K6Sender _sender = new(program, context, user);
    private readonly K6GrpcCalls _grpc = new(program, context, user);
    private readonly K6BrowserCalls _browser = new(new K6Browsing(program, context, user), program.Script);
    private JsEngine _engine = null!;
    private Iteration _iteration = null!;
    private Dice _init = new(context.Scenario.Seed, 0);
    private long _ofUser;
    private int _pauses;
    private int _held;

    /// <summary>Whether anything is still to come that the script may wait for.</summary>
    public bool IsBusy => _sender.Pending + _grpc.Pending + _browser.Pending + _pauses + _work.Pending > 0;

    /// <summary>Whether the script is in a call that looks synchronous.</summary>
    public bool IsHeld => _held + _sender.Held + _grpc.Held > 0;

    /// <summary>Why the script ended the run; null where it did not.</summary>
    public string? AbortReason { get; private set; }

    /// <summary>The groups that the script is in: <c>::front page</c>; empty for none.</summary>
    public string Groups => _groups.TryPeek(out (string Path, int? Place, TimeSpan From, TimeSpan Paused) group) ? group.Path : "";

    /// <summary>An iteration begins; its first request was due at an instant.</summary>
    public void Begin(Iteration iteration, TimeSpan due, long ofUser)
    {
        _iteration = iteration;
        _ofUser = ofUser;
        _sender.Begin(iteration, due, ofUser);
        _grpc.Begin(iteration);
        _browser.Begin();
        AbortReason = null;
    }

    /// <summary>Closes what an iteration has left open in a browser.</summary>
    public ValueTask CloseAsync() => _browser.EndAsync();

    /// <summary>An iteration is over: groups that it left open have no end.</summary>
    public void End()
    {
        if (program.Aborts && program.PlaceOf(SeriesKey.Check, K6Script.NotAborted) is { } place)
        {
            context.Recorder.Checked(context.Loop.Clock.Elapsed, place, AbortReason is null);
        }

        _groups.Clear();
        _sender.End();
    }

    /// <summary>The script has waited: its next request is due when it is sent.</summary>
    public void EndPause() => _sender.EndPause();

    /// <summary>A number from 0 to 1, not 1 itself, from the iteration's dice.</summary>
    public double NextShare() => _iteration is null ? _init.Share() : _iteration.Dice.Share();

    /// <summary>The functions, as an object of the script's engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="timers">The user's timers.</param>
    /// <param name="sockets">The user's sockets.</param>
    /// <param name="options">The script's options.</param>
    public ObjectInstance Functions(JsEngine engine, K6Timers timers, K6Sockets sockets, Func<JsValue> options)
    {
        _engine = engine;
        JsObject host = new(engine);
        void Add(string name, Func<JsValue[], JsValue> call) => Sandbox.Define(engine, host, name, (_, arguments) => call(arguments));
        Add("sleep", a => Sleep(Number(a, 0)));
        Add("enter", a => Enter(Text(a, 0)));
        Add("leave", _ => Leave());
        Add("check", a => Check(Text(a, 0), TypeConverter.ToBoolean(At(a, 1))));
        Add("metric", a => Metric(Text(a, 0)));
        Add("measure", a => Measure(Text(a, 0), Number(a, 1)));
        _sender.AddTo(Add, engine);
        _grpc.AddTo(Add, engine);
        _browser.AddTo(Add, engine);
        Add("share", a => new JsNumber(program.Shared(Text(a, 0), () => Items(engine.Invoke(At(a, 1)))).Length));
        Add("shared", a => new JsString(program.Shared(Text(a, 0), () => [])[(int)Number(a, 1)]));
        Add("now", _ => Now());
        Add("options", _ => options());
        Add("secret", a => Secret(Text(a, 0)));
        Add("abort", a => Abort(Text(a, 0)));
        Add("cookies", a => Cookies(Text(a, 0)));
        Add("setCookie", SetCookie);
        K6Bytes.AddTo(Add, engine);
        timers.AddTo(Add);
        sockets.AddTo(Add, engine);
        K6WebCrypto.AddTo(Add, engine, _work);
        return host;
    }

    private static JsValue At(JsValue[] arguments, int place) => place < arguments.Length ? arguments[place] : JsValue.Undefined;

    private static string Text(JsValue[] arguments, int place) => TypeConverter.ToString(At(arguments, place));

    private static double Number(JsValue[] arguments, int place) => TypeConverter.ToNumber(At(arguments, place));

    /// <summary>The texts of a list.</summary>
    public static string[] Items(JsValue list) => [.. ((ObjectInstance)list).AsArray().Select(i => i.ToString())];

    /// <summary>The script has been read: what its options say of every request is known.</summary>
    public void Follow(ObjectInstance? options) => _sender.Traits = K6Traits.Of(options);

    private JsValue Sleep(double seconds)
    {
        ManualPromise promise = _engine.Advanced.RegisterPromise();
        TimeSpan length = double.IsFinite(seconds) && seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestPause.TotalSeconds)) : TimeSpan.Zero;
        _ = PauseAsync(length, promise);
        return promise.Promise;
    }

    private async Task PauseAsync(TimeSpan length, ManualPromise promise)
    {
        TimeSpan from = context.Loop.Clock.Elapsed;
        Iteration iteration = _iteration;
        _pauses++;
        _held++;
        if (length > TimeSpan.Zero)
        {
            await context.Loop.UntilAsync(from + length);
        }
        else
        {
            await context.Loop.YieldAsync();
        }

        iteration.Paused += context.Loop.Clock.Elapsed - from;
        EndPause();
        _pauses--;
        _held--;
        user.Enter(() => promise.Resolve(JsValue.Undefined));
    }

    private JsValue Enter(string name)
    {
        if (_groups.Count == MaxGroups)
        {
            throw new ScriptEndException($"has more than {MaxGroups} groups in each other");
        }

        _groups.Push(($"{Groups}::{name}", program.PlaceOf(SeriesKey.Group, name), context.Loop.Clock.Elapsed, _iteration.Paused));
        return JsValue.Undefined;
    }

    private JsValue Leave()
    {
        if (_groups.TryPop(out (string Path, int? Place, TimeSpan From, TimeSpan Paused) group) && group.Place is { } place)
        {
            TimeSpan now = context.Loop.Clock.Elapsed;
            context.Recorder.Ended(now, place, now - group.From - (_iteration.Paused - group.Paused), now - group.From, null);
        }

        return JsValue.Undefined;
    }

    private JsValue Check(string name, bool holds)
    {
        foreach (int? place in (int?[])[program.PlaceOf(SeriesKey.Check, name), program.PlaceOf(SeriesKey.Check, K6Script.AllChecks)])
        {
            if (place is { } series)
            {
                context.Recorder.Checked(context.Loop.Clock.Elapsed, series, holds);
            }
        }

        return JsValue.Undefined;
    }

    // Its name has to stand in the text of the script: what is measured is known before the run.
    private JsValue Metric(string name) => program.MetricNames.Contains(name) ? JsValue.Undefined : throw new ScriptEndException(
        $"makes the metric '{(name.Length > 40 ? name[..40] : name)}', whose name does not stand in the script as a text");

    private JsValue Measure(string name, double value)
    {
        program.Measure(context, name, value);
        return JsValue.Undefined;
    }

    private JsValue Now()
    {
        TimeSpan elapsed = context.Loop.Clock.Elapsed;
        Scenario scenario = context.Scenario.Scenario;
        JsObject now = new(_engine);
        now.Set("user", user.Number);
        now.Set("iteration", _iteration?.Number ?? 0);
        now.Set("ofUser", _ofUser);
        now.Set("scenario", scenario.Name);
        now.Set("model", K6Executors.NameOf(scenario.Model));
        now.Set("elapsedMs", elapsed.TotalMilliseconds);
        now.Set("startedAt", (context.Scenario.Clock.Now - elapsed + scenario.Start).ToUnixTimeMilliseconds());
        now.Set("progress", Math.Clamp((elapsed - scenario.Start) / scenario.Model.Duration, 0, 1));
        return now;
    }

    private JsValue Abort(string reason)
    {
        AbortReason = $"{program.Script.File}: aborted: {(reason.Length > 80 ? reason[..80] : reason)}";
        throw new ScriptEndException("aborted the test");
    }

    private JsString Secret(string name) => program.Script.Secrets.Contains(K6Script.SecretOf(name))
        ? new JsString(context.Scenario.Secrets.GetValueOrDefault(K6Script.SecretOf(name)) ?? "")
        : throw new ScriptEndException($"asks for the secret '{(name.Length > 40 ? name[..40] : name)}', whose name does not stand in the script as a text");

    private JsArray Cookies(string address) => new(_engine, _iteration.Cookies is { } jar && Uri.TryCreate(address, UriKind.Absolute, out Uri? site)
        ?
        [
            .. (jar.HeaderFor(site, context.Scenario.Clock.Now) ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2)).Select(pair => new JsArray(_engine, [new JsString(pair[0]), new JsString(pair[^1])])),
        ]
        : []);

    private JsValue SetCookie(JsValue[] arguments)
    {
        if (_iteration.Cookies is { } jar && Uri.TryCreate(Text(arguments, 0), UriKind.Absolute, out Uri? site))
        {
            string text = $"{Text(arguments, 1)}={Text(arguments, 2)}";
            foreach (string option in (string[])["domain", "path", "expires"])
            {
                JsValue given = ((ObjectInstance)At(arguments, 3)).Get(option);
                text += given.IsUndefined() || given.IsNull() ? "" : $"; {option}={TypeConverter.ToString(given)}";
            }

            jar.Take(site, text, context.Scenario.Clock.Now);
        }

        return JsValue.Undefined;
    }

    private sealed class K6Browsing(K6Program program, K6Context context, K6User user) : IK6Browsing
    {
        public EventLoop Loop => context.Loop;

        public LoopStop Stop => context.Stop;

        public IScriptBrowser? Browser => context.Browser;

        public void Enter(Action go) => user.Enter(go);

        public void Refuse(string sentence) =>
            context.Recorder.Refused(context.Loop.Clock.Elapsed, $"{AddressRefusedException.Prefix}: {sentence}");

        public void Measure(string metric, double value) => program.Measure(context, metric, value);
    }
}
