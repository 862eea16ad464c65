using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Streams;

/// <summary>Says which messages a step waits for.</summary>
/// <param name="awaited">What they must meet.</param>
internal sealed class CompiledMatch(Awaited awaited)
{
    private readonly CompiledExpectation _expect = new(awaited.Match);

    /// <summary>Whether a message is an awaited one.</summary>
    /// <exception cref="EvaluationException">What it is compared with has no value.</exception>
    public bool Fits(ReceivedMessage message, IEvaluationContext context) =>
        (awaited.Event is null || awaited.Event == message.Type) &&
        (!awaited.Match.LooksIntoBody || _expect.FindMistake(message.Source, context) is null);
}

/// <summary>A step that waits for messages. Belongs to the loop's thread.</summary>
/// <param name="match">Which messages.</param>
/// <param name="context">What their texts are compared with.</param>
/// <param name="place">What goes on when the wait is over.</param>
/// <param name="deadline">When it is over at the latest; run time.</param>
internal sealed class MessageWait(CompiledMatch match, IEvaluationContext context, LoopDelay place, TimeSpan deadline)
{
    /// <summary>Messages that end the wait; null where only the deadline does, and well.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>Called with each awaited message.</summary>
    public Action<ReceivedMessage>? Each { get; init; }

    /// <summary>Awaited messages so far.</summary>
    public int Taken { get; private set; }

    /// <summary>The last of them; null for none.</summary>
    public ReceivedMessage? Last { get; private set; }

    /// <summary>The last message that was not an awaited one, for an example of a failure; null for none.</summary>
    public ReceivedMessage? PassedOver { get; private set; }

    /// <summary>Why the messages did not come; null when they did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the deadline passed.</summary>
    public bool IsTimedOut { get; private set; }

    /// <summary>Whether it waits no more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The wait; to be awaited once.</summary>
    public ValueTask Task => place.Task;

    /// <summary>Looks at a message; true when it was an awaited one.</summary>
    public bool Offer(ReceivedMessage message, EventLoop loop)
    {
        try
        {
            if (!match.Fits(message, context))
            {
                PassedOver = message;
                return false;
            }
        }
        catch (EvaluationException e)
        {
            End(loop, e.Message);
            return false;
        }

        Taken++;
        Last?.Forget();
        Last = message;
        Each?.Invoke(message);
        if (Taken == Count)
        {
            End(loop, null);
        }

        return true;
    }

    /// <summary>Ends the wait if its deadline has passed.</summary>
    public void CutOverdue(TimeSpan now, EventLoop loop)
    {
        if (now >= deadline)
        {
            IsTimedOut = Count is not null;
            End(loop, IsTimedOut ? "timeout" : null);
        }
    }

    /// <summary>Ends it.</summary>
    public void End(EventLoop loop, string? failure)
    {
        if (!IsOver)
        {
            IsOver = true;
            Failure = failure;
            loop.Resume(place);
        }
    }
}
