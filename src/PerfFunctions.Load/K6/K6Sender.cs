using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Promise;
using Jint.Runtime;
using PerfFunctions.Load.Flows;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>Sends the requests of one user of a script. Belongs to the loop's thread.</summary>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
/// <param name="user">Whose requests they are.</param>
internal sealed class K6Sender(K6Program program, K6Context context, K6User user)
{
    // Requests have exchanges of their own: one that the script does not wait for may outlive its iteration.
    private readonly List<Iteration> _forks = [];
    private readonly Stack<Iteration> _free = new();
    private JsEngine _engine = null!;
    private ObjectInstance _responses = null!;
    private Iteration _iteration = null!;
    private TimeSpan? _due;
    private long _ofUser;

    /// <summary>What the script's options say of every request.</summary>
    public K6Traits Traits { get; set; } = new();

    /// <summary>Requests that are not answered.</summary>
    public int Pending { get; private set; }

    /// <summary>Those of them that the script waits for in calls that look synchronous.</summary>
    public int Held { get; private set; }

    /// <summary>An iteration begins; its first request was due at an instant.</summary>
    public void Begin(Iteration iteration, TimeSpan due, long ofUser)
    {
        (_iteration, _due, _ofUser) = (iteration, due, ofUser);
        _free.Clear();
    }

    /// <summary>An iteration is over.</summary>
    public void End()
    {
        _forks.ForEach(fork => fork.Scope?.Close());
        _forks.Clear();
        _free.Clear();
    }

    /// <summary>The script has waited: its next request is due when it is sent.</summary>
    public void EndPause() => _due = null;

    /// <summary>Adds what the module of requests asks for.</summary>
    public void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine)
    {
        _engine = engine;
        add("send", Send);
        add("responses", a => _responses = (ObjectInstance)a[0]);
    }

    private JsValue Send(JsValue[] arguments)
    {
        K6RequestDraft request = new(_engine, context.Scenario, Traits, arguments, () => _iteration.Dice.Next());
        CompiledStep step = program.StepOf(request, user.Groups);
        ManualPromise promise = _engine.Advanced.RegisterPromise();
        _ = SendAsync(request, step, promise, TypeConverter.ToBoolean(arguments[6]));
        return promise.Promise;
    }

    private async Task SendAsync(K6RequestDraft request, CompiledStep step, ManualPromise promise, bool isHeld)
    {
        long ofUser = _ofUser;
        Iteration iteration = _free.TryPop(out Iteration? free) ? free : Fork();
        TimeSpan due = _due ?? context.Loop.Clock.Elapsed;
        _due = null;
        Pending++;
        Held += isHeld ? 1 : 0;
        Exception? failure = null;
        try
        {
            due = await PaceAsync(due);
            var draft = request.Draft.WithCookies(context.Drafts.CookiesFor(iteration, request.Draft));
            iteration.HasSent = true;
            await context.Sender.SendAsync(step, iteration, due, draft, request.Limits);
        }
        catch (Exception e)
        {
            failure = e;
        }

        // Free before the script goes on: its next request takes the same exchange.
        Pending--;
        Held -= isHeld ? 1 : 0;
        if (ofUser == _ofUser)
        {
            _free.Push(iteration);
        }

        user.Enter(() => Answer(promise, failure is null ? new K6Response(_engine, _responses, iteration.Exchange, request.ResponseType) : throw failure));
    }

    private void Answer(ManualPromise promise, K6Response response)
    {
        if (Traits.Throws && response.Get("error") is JsString { Length: > 0 } error)
        {
            promise.Reject(_engine.Intrinsics.Error.Construct($"request failed: {error}"));
            return;
        }

        promise.Resolve(response);
    }

    // Waiting for one's place in a rate is the generator's time.
    private async ValueTask<TimeSpan> PaceAsync(TimeSpan due)
    {
        if (context.Pacer?.Take() is not { } slot || slot <= context.Loop.Clock.Elapsed)
        {
            return due;
        }

        await context.Loop.UntilAsync(slot);
        return slot;
    }

    private Iteration Fork()
    {
        _forks.Add(_iteration.Fork());
        return _forks[^1];
    }
}
