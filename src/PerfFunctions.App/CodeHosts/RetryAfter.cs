using System.Globalization;
using System.Net.Http.Headers;

namespace PerfFunctions.App.CodeHosts;

/// <summary>Reads how long a host asks to wait: <c>Retry-After</c> is a number of seconds or an instant (RFC 9110).</summary>
internal static class RetryAfter
{
    // Who waits is an orchestration, which gives up after a day: no host puts it off for longer than this at a time.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait that a header's value asks for; null where it asks for none.</summary>
    public static TimeSpan? Of(string? value, DateTimeOffset now) =>
        RetryConditionHeaderValue.TryParse(value, out RetryConditionHeaderValue? header) ? Of(header, now)
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Longest
        : null;

    /// <summary>The same of a header that has been read.</summary>
    public static TimeSpan? Of(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta is { } delta ? Bounded(delta) : header?.Date is { } date ? Bounded(date - now) : null;

    /// <summary>A wait that is neither none nor too long.</summary>
    public static TimeSpan Bounded(TimeSpan wait) => TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, Longest.Ticks));
}
