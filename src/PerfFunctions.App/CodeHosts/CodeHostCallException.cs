using System.Globalization;
using System.Net;
using Octokit;

namespace PerfFunctions.App.CodeHosts;

/// <summary>A call to where the code is, GitHub or Azure DevOps, that did not come through.</summary>
/// <param name="message">The call and what came of it; never a secret.</param>
/// <param name="inner">What was thrown.</param>
public sealed class CodeHostCallException(string message, Exception? inner = null) : Exception(message, inner)
{
    // GitHub's advice for a limit that does not say how long it lasts; who goes on asking is shut out.
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    // Older versions of GitHub Enterprise Server call their secondary limit abuse.
    private static readonly string[] Limits = ["rate limit", "abuse detection"];

    /// <summary>Whether the same call may come through later: the host is down, busy, or wants fewer calls.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the host does not take what was sent as it is.</summary>
    public bool IsUnprocessable { get; init; }

    /// <summary>How long the host asks to wait; null when it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>What Octokit has thrown of a call to GitHub.</summary>
    internal static CodeHostCallException Of(string call, Exception failure, DateTimeOffset now)
    {
        if (failure is not ApiException answer)
        {
            return new CodeHostCallException($"GitHub gave no usable response to '{call}': {failure.Message}", failure)
            {
                IsTransient = failure is HttpRequestException or TaskCanceledException or TimeoutException or IOException,
            };
        }

        // A 403 is a limit when it says how long to wait, or names itself so; else it is a missing permission.
        TimeSpan? wait = WaitOf(answer.HttpResponse?.Headers ?? new Dictionary<string, string>(), now);
        bool isLimit = answer.StatusCode == HttpStatusCode.TooManyRequests || (answer.StatusCode == HttpStatusCode.Forbidden &&
            (wait is not null || Limits.Any(limit => answer.Message.Contains(limit, StringComparison.OrdinalIgnoreCase))));
        return new CodeHostCallException($"GitHub responded with status {(int)answer.StatusCode} to '{call}': {answer.Message}",
            failure)
        {
            IsUnprocessable = answer.StatusCode == HttpStatusCode.UnprocessableEntity,
            Wait = wait ?? (isLimit ? Unsaid : null),
            IsTransient = isLimit || (int)answer.StatusCode >= 500
                || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.Unauthorized,
        };
    }

    // x-ratelimit-reset stands on every answer; it counts only where nothing remains.
    private static TimeSpan? WaitOf(IReadOnlyDictionary<string, string> headers, DateTimeOffset now) =>
        RetryAfter.Of(Text(headers, "retry-after"), now) ??
        (Number(headers, "x-ratelimit-remaining") == 0 && Number(headers, "x-ratelimit-reset") is { } reset
            ? RetryAfter.Bounded(DateTimeOffset.FromUnixTimeSeconds(reset) - now)
            : null);

    private static string? Text(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static long? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        long.TryParse(Text(headers, name), CultureInfo.InvariantCulture, out long value) && value is >= 0 and < 100_000_000_000 ? value : null;
}
