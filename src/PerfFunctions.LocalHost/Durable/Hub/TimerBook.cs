using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>The timers of one orchestration that are set.</summary>
internal sealed class TimerBook(TimeProvider time, Action<TimerFired> tell) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Dictionary<int, ITimer> _set = [];
    private readonly Lock _lock = new();
    private bool _closed;

    /// <summary>Sets those that are wanted and not set, and drops those that are not wanted any more.</summary>
    public void Keep(IReadOnlyCollection<TimerCreated> wanted)
    {
        HashSet<int> ids = [.. wanted.Select(timer => timer.Id)];
        lock (_lock)
        {
            foreach (int id in _set.Keys.Where(id => !ids.Contains(id)).ToArray())
            {
                _set.Remove(id, out ITimer? timer);
                timer?.Dispose();
            }

            foreach (TimerCreated timer in wanted.Where(timer => !_closed && !_set.ContainsKey(timer.Id)))
            {
                _set[timer.Id] = time.CreateTimer(_ => Check(timer), null, Wait(timer), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        Keep([]);
        lock (_lock)
        {
            _closed = true;
        }
    }

    // A clock's timer may go off a little early, and a far one only checks again.
    private void Check(TimerCreated timer)
    {
        lock (_lock)
        {
            if (!_set.TryGetValue(timer.Id, out ITimer? set))
            {
                return;
            }

            if (time.GetUtcNow() < timer.FireAt)
            {
                set.Change(Wait(timer), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        tell(new TimerFired(timer.Id));
    }

    private TimeSpan Wait(TimerCreated timer)
    {
        TimeSpan left = timer.FireAt - time.GetUtcNow();
        TimeSpan rounded = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
        return rounded < TimeSpan.Zero ? TimeSpan.Zero : rounded > LongestWait ? LongestWait : rounded;
    }
}
