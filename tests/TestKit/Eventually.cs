namespace PerfFunctions.TestKit;

/// <summary>Waits for a condition, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(10);

    // Asking a service costs it, its storage and the tests beside it more than a test gains by knowing at once.
    private static readonly TimeSpan LastPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for, for the failure's message.</param>
    /// <param name="within">How long; two minutes if null, a hundred times what is usual.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        DateTime deadline = DateTime.UtcNow + (within ?? TimeSpan.FromMinutes(2));
        for (TimeSpan poll = FirstPoll; !await condition(); poll = TimeSpan.FromTicks(Math.Min(poll.Ticks * 3 / 2, LastPoll.Ticks)))
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"Waited in vain for: {what}.");
            }

            await Task.Delay(poll);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within);
}
