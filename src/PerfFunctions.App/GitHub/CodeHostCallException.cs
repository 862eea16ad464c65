using System.Globalization;
using System.Net;
using Octokit;

namespace PerfFunctions.App.GitHub;

/// <summary>A call to where the code is, GitHub or Azure DevOps, that did not come through.</summary>
/// <param name="message">The call and what came of it; never a secret.</param>
/// <param name="inner">What was thrown.</param>
public sealed class CodeHostCallException(string message, Exception? inner = null) : Exception(message, inner)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Whether the same call may come through later: the host is down, busy, or wants fewer calls.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How long the host asks to wait; null when it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>What Octokit has thrown of a call to GitHub.</summary>
    internal static CodeHostCallException Of(string call, Exception failure, DateTimeOffset now)
    {
        if (failure is not ApiException answer)
        {
            return new CodeHostCallException($"GitHub gave no answer to use to '{call}': {failure.Message}", failure)
            {
                IsPassing = failure is HttpRequestException or TaskCanceledException or TimeoutException or IOException,
            };
        }

        TimeSpan? wait = WaitOf(answer.HttpResponse?.Headers ?? new Dictionary<string, string>(), now);
        return new CodeHostCallException($"GitHub answered {(int)answer.StatusCode} to '{call}': {answer.Message}", failure)
        {
            Wait = wait,

            // A 403 is a limit when it says how long to wait, or names itself so; else it is a missing permission.
            IsPassing = (int)answer.StatusCode >= 500 ||
                answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Unauthorized ||
                (answer.StatusCode == HttpStatusCode.Forbidden &&
                    (wait is not null || answer.Message.Contains("rate limit", StringComparison.OrdinalIgnoreCase))),
        };
    }

    // x-ratelimit-reset stands on every answer; it counts only where nothing remains.
    private static TimeSpan? WaitOf(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        TimeSpan? wait = Number(headers, "retry-after") is { } seconds ? TimeSpan.FromSeconds(seconds)
            : Number(headers, "x-ratelimit-remaining") == 0 && Number(headers, "x-ratelimit-reset") is { } reset
                ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
                : null;
        return wait is { } span ? TimeSpan.FromTicks(Math.Clamp(span.Ticks, TimeSpan.TicksPerSecond, Longest.Ticks)) : null;
    }

    private static long? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { } text &&
        long.TryParse(text, CultureInfo.InvariantCulture, out long value) && value is >= 0 and < 100_000_000_000
            ? value
            : null;
}
