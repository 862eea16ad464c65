using Jint.Native;
using Jint.Native.Promise;
using Jint.Runtime;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Browser;

/// <summary>Asks a browser for one user of a script. Belongs to the loop's thread, which never waits for the browser.</summary>
/// <param name="user">Whose calls they are.</param>
/// <param name="script">The script.</param>
internal sealed class K6BrowserCalls(IK6Browsing user, K6Script script)
{
    private const int MaxPending = 50;
    private const int MaxGiven = 1_000_000;

    private readonly HashSet<string> _refused = [];
    private JsEngine _engine = null!;
    private IBrowserSession? _session;
    private long _number;
    private bool _isOpen;

    /// <summary>Calls that have not ended.</summary>
    public int Pending { get; private set; }

    /// <summary>An iteration begins.</summary>
    public void Begin() => (_isOpen, _number) = (true, _number + 1);

    /// <summary>An iteration is over: what it has left open is closed.</summary>
    public async ValueTask EndAsync()
    {
        IBrowserSession? session = _session;
        (_isOpen, _session, Pending) = (false, null, 0);
        if (session is null)
        {
            return;
        }

        Task<IReadOnlyList<BrowserMeasure>> closing = session.EndAsync();
        if (!user.Stop.IsCut)
        {
            Record(await user.Loop.ResultOfAsync(closing));
        }

        // A user says each of them once: pages may try again with every load.
        foreach (string sentence in user.Browser!.Refused.Where(_refused.Add))
        {
            user.Refuse(sentence);
        }
    }

    /// <summary>Adds what the module of browsers asks for.</summary>
    public void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine)
    {
        _engine = engine;
        add("browse", a => Browse(TypeConverter.ToString(a[0]), TypeConverter.ToString(a[1])));
        add("browserVersion", _ => new JsString(user.Browser?.Version ?? ""));
        add("browserSession", _ => new JsNumber(_number));
        add("sourceOf", a => K6FunctionText.Of(a[0], script) is { } text
            ? new JsString(text)
            : throw Mistake("what runs in the page must be a function of the script, or a text"));
    }

    private JsValue Browse(string method, string given)
    {
        if (!_isOpen || user.Browser is not { } browser)
        {
            throw Mistake(_isOpen ? "there is no browser here: setup and teardown have none" : "a browser is used outside of an iteration");
        }

        if (Pending == MaxPending || given.Length > MaxGiven)
        {
            throw Mistake(Pending == MaxPending
                ? $"more than {MaxPending} calls of the browser are in progress"
                : $"a call of the browser is given more than {MaxGiven:N0} characters");
        }

        _session ??= browser.Begin();
        ManualPromise promise = _engine.Advanced.RegisterPromise();
        _ = AskAsync(_session, new BrowserCall(method, given), promise);
        return promise.Promise;
    }

    private async Task AskAsync(IBrowserSession session, BrowserCall call, ManualPromise promise)
    {
        Pending++;
        long number = _number;
        Task<BrowserAnswer> asking = session.CallAsync(call, user.Stop.Token);
        if (asking.IsCompleted)
        {
            // The script that has asked is still running.
            await user.Loop.YieldAsync();
        }

        BrowserAnswer answer = await user.Loop.ResultOfAsync(asking);
        Record(answer.Measures);

        // What the script has not waited for is of no iteration any more.
        if (_isOpen && number == _number)
        {
            Pending--;
            user.Enter(() => promise.Resolve(Shown(answer)));
        }
    }

    private JsObject Shown(BrowserAnswer answer)
    {
        JsObject shown = new(_engine);
        shown.Set("result", answer.Result is { } result ? new JsString(result) : JsValue.Null);
        shown.Set("failure", answer.Failure is { } failure ? new JsString(failure) : JsValue.Null);
        return shown;
    }

    private void Record(IReadOnlyList<BrowserMeasure> measures)
    {
        foreach (BrowserMeasure measure in measures)
        {
            user.Measure(measure.Metric, measure.Value);
            if (measure.Address is { } address)
            {
                user.Measure(K6BrowserMetrics.NameAt(measure.Metric, address), measure.Value);
            }
        }
    }

    private JavaScriptException Mistake(string message) => ScriptFailure.Thrown(_engine, message);
}
