namespace PerfFunctions.TestKit;

/// <summary>Waits for a condition, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    // Asking a service costs it, its storage and the tests beside it more than a test gains by knowing at once.
    private static readonly TimeSpan LastPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until something that others are asked for holds; asks ever less often.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for, for the failure's message.</param>
    /// <param name="within">How long; two minutes if null, a hundred times what is usual.</param>
    /// <param name="found">What was there instead, for the failure's message.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null, Func<string>? found = null) =>
        TrueAsync(condition, what, within ?? Usual, LastPoll, found);

    /// <summary>Waits until something in this process holds.</summary>
    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?, Func{string}?)"/>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within ?? Usual, Poll, null);

    private static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan within, TimeSpan lastPoll, Func<string>? found)
    {
        DateTime deadline = DateTime.UtcNow + within;
        for (TimeSpan poll = Poll; !await condition(); poll = TimeSpan.FromTicks(Math.Min(poll.Ticks * 3 / 2, lastPoll.Ticks)))
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"Waited in vain for: {what}.{(found is null ? "" : $" Found: {found()}")}");
            }

            await Task.Delay(poll);
        }
    }
}
