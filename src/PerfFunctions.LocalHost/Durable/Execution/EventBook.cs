using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>Brings events and those who wait for them together, in the order of both.</summary>
internal sealed class EventBook
{
    private readonly List<EventRaised> _unread = [];
    private readonly List<Waiter> _waiting = [];

    /// <summary>Events nobody has waited for, in the order they came.</summary>
    public IReadOnlyList<EventRaised> Unread => _unread;

    public bool HasWaiters => _waiting.Exists(waiter => waiter.IsOpen());

    public void Raise(EventRaised raised)
    {
        _waiting.RemoveAll(waiter => !waiter.IsOpen());
        int index = _waiting.FindIndex(waiter => Same(waiter.Name, raised.Name));
        if (index < 0)
        {
            _unread.Add(raised);
            return;
        }

        Waiter first = _waiting[index];
        _waiting.RemoveAt(index);
        first.Take(raised);
    }

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        int index = _unread.FindIndex(raised => Same(raised.Name, name));
        if (index >= 0)
        {
            EventRaised raised = _unread[index];
            _unread.RemoveAt(index);
            return Task.FromResult(Payload.Read<T>(raised.Input)!);
        }

        var result = new TaskCompletionSource<T>();
        cancellation.Register(() => result.TrySetCanceled(cancellation));
        _waiting.Add(new(name, () => !result.Task.IsCompleted, raised => Deliver(result, raised)));
        return result.Task;
    }

    private static void Deliver<T>(TaskCompletionSource<T> result, EventRaised raised)
    {
        try
        {
            result.TrySetResult(Payload.Read<T>(raised.Input)!);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NotSupportedException)
        {
            result.TrySetException(problem);
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private sealed record Waiter(string Name, Func<bool> IsOpen, Action<EventRaised> Take);
}
