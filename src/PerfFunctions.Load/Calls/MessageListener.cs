using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Calls;

/// <summary>Waits for the messages that a step asks for: a number of them, or all that come in a time.</summary>
/// <param name="awaited">Which, and how many.</param>
/// <param name="context">The scenario and its loop.</param>
internal sealed class MessageListener(Awaited awaited, CallContext context)
{
    private readonly CompiledMatch _match = new(awaited);

    /// <summary>Waits. The time of a wait for a number is what a user waits; of one for a time it is a pause.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="from">When the wait begins; run time.</param>
    /// <param name="deadline">When a wait for a number fails; run time.</param>
    /// <param name="each">Called with each awaited message.</param>
    public async ValueTask<CallEnd> ListenAsync(
        MessageStream messages, Iteration iteration, TimeSpan from, TimeSpan deadline, Action<ReceivedMessage> each)
    {
        MessageWait wait = new(_match, iteration, context.Loop.Wait(), awaited.For is { } length ? from + length : deadline)
        {
            Count = awaited.For is null ? awaited.Count ?? 1 : null,
            Each = each,
        };
        messages.Await(wait, withKept: true);
        await wait.Task;
        TimeSpan now = context.Loop.Clock.Elapsed;
        if (awaited.For is null)
        {
            TimeSpan end = wait.Last?.At is { } at && wait.Failure is null ? (at > from ? at : from) : now;
            return EndOf(wait, end) with { HasLatency = true };
        }

        iteration.Paused += now - from;
        return EndOf(wait, now) with
        {
            Failure = wait.Failure ?? (wait.Taken < awaited.Count ? $"fewer than {awaited.Count} messages" : null),
        };
    }

    private static CallEnd EndOf(MessageWait wait, TimeSpan at) => new(at)
    {
        Failure = wait.Failure,
        IsTimedOut = wait.IsTimedOut,
        Answer = wait.Last,
        Instead = wait.PassedOver,
    };
}
