using Jint.Native;
using Jint.Runtime;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Scripts;

namespace PerfFunctions.Load.K6;

/// <summary>
/// The timers of a user. A call of k6 that looks synchronous keeps them waiting, as it does in k6: one callback runs after another.
/// Belongs to the loop's thread.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="isHeld">Whether the script is in a call that looks synchronous.</param>
/// <param name="run">Runs a callback, or none; then calls what it is given.</param>
internal sealed class K6Timers(EventLoop loop, Func<bool> isHeld, Action<JsValue?, Action> run)
{
    private const int MaxTimers = 1_000;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(1);

    // What rings for a timer that was cleared since is forgotten by then.
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, Timer> _timers = [];
    private readonly PriorityQueue<Timer, (long Due, long Id)> _due = new();
    private Alarm? _alarm;
    private TimeSpan _rings;
    private long _last;
    private bool _isOpen;

    /// <summary>Whether a timer is set, or a callback goes on.</summary>
    public bool IsBusy => IsSet || Running > 0;

    /// <summary>Whether a timer is set.</summary>
    public bool IsSet => _timers.Count > 0;

    /// <summary>Callbacks that go on.</summary>
    public int Running { get; private set; }

    /// <summary>An iteration begins.</summary>
    public void Begin() => _isOpen = true;

    /// <summary>An iteration ends: what is left of its timers does nothing more.</summary>
    public void End()
    {
        _isOpen = false;
        Running = 0;
        _timers.Clear();
        _due.Clear();
        _alarm?.Timers = null;
        _alarm = null;
    }

    /// <summary>Adds the functions.</summary>
    public void AddTo(Action<string, Func<JsValue[], JsValue>> add)
    {
        add("setTimer", a => new JsNumber(Set(a[0], TypeConverter.ToNumber(a[1]), TypeConverter.ToBoolean(a[2]))));
        add("clearTimer", a =>
        {
            _timers.Remove((long)TypeConverter.ToNumber(a[0]));
            return JsValue.Undefined;
        });
    }

    /// <summary>Has the next timer ring when it is due.</summary>
    public void Arm()
    {
        while (_due.TryPeek(out Timer? next, out _) && !IsKnown(next))
        {
            _due.Dequeue();
        }

        if (!isHeld() && _due.TryPeek(out Timer? first, out _) && (_alarm is null || first.Due < _rings))
        {
            _alarm?.Timers = null;
            TimeSpan latest = loop.Clock.Elapsed + LongestAlarm;
            _rings = first.Due < latest ? first.Due : latest;
            _alarm = new Alarm { Timers = this };
            _ = RingAsync(loop, _alarm, _rings);
        }
    }

    // The user is not held by a timer that it has given up.
    private static async Task RingAsync(EventLoop loop, Alarm alarm, TimeSpan at)
    {
        if (at > loop.Clock.Elapsed)
        {
            await loop.UntilAsync(at);
        }
        else
        {
            await loop.YieldAsync();
        }

        alarm.Timers?.Ring();
    }

    // One timer: the next one rings in its own time, and other users have theirs in between.
    private void Ring()
    {
        _alarm = null;
        Timer? due = !isHeld() && _due.TryPeek(out Timer? first, out _) && first.Due <= loop.Clock.Elapsed ? _due.Dequeue() : null;
        if (due is null || !IsKnown(due))
        {
            run(null, () => { });
            return;
        }

        Running++;
        if (due.Interval is null)
        {
            _timers.Remove(due.Id);
        }

        run(due.Callback, () => Ended(due));
    }

    private void Ended(Timer timer)
    {
        Running--;
        if (timer.Interval is { } interval && IsKnown(timer))
        {
            TimeSpan next = timer.Due + interval;
            timer.Due = next > loop.Clock.Elapsed ? next : loop.Clock.Elapsed + interval;
            Enqueue(timer);
        }
    }

    private long Set(JsValue callback, double ms, bool repeats)
    {
        if (!_isOpen || _timers.Count == MaxTimers)
        {
            throw new ScriptEndException(_isOpen ? $"sets more than {MaxTimers:N0} timers" : "sets a timer outside of an iteration");
        }

        TimeSpan delay = double.IsFinite(ms) && ms > 0 ? TimeSpan.FromMilliseconds(Math.Min(ms, MaxDelay.TotalMilliseconds)) : TimeSpan.Zero;
        TimeSpan? interval = !repeats ? null : delay < MinInterval ? MinInterval : delay;
        Timer timer = new(++_last, callback, interval) { Due = loop.Clock.Elapsed + (interval ?? delay) };
        _timers.Add(timer.Id, timer);
        Enqueue(timer);
        return timer.Id;
    }

    // Timers that are cleared long before they are due would pile up.
    private void Enqueue(Timer timer)
    {
        if (_due.Count > 2 * MaxTimers)
        {
            (Timer, (long, long))[] known = [.. _due.UnorderedItems.Where(d => IsKnown(d.Element))];
            _due.Clear();
            _due.EnqueueRange(known);
        }

        _due.Enqueue(timer, (timer.Due.Ticks, timer.Id));
    }

    private bool IsKnown(Timer timer) => _timers.ContainsKey(timer.Id);

    private sealed class Alarm
    {
        public K6Timers? Timers { get; set; }
    }

    private sealed class Timer(long id, JsValue callback, TimeSpan? interval)
    {
        public long Id => id;

        public JsValue Callback => callback;

        public TimeSpan? Interval => interval;

        public TimeSpan Due { get; set; }
    }
}
