using Microsoft.Playwright;

namespace PerfFunctions.Browser.Journeys;

/// <summary>Says in one sentence why a load gave no numbers.</summary>
internal static class LoadFailure
{
    private const int MaxNamed = 5;
    private const int LongestAddress = 200;

    /// <summary>The page's process has ended.</summary>
    public const string PageCrashed = "The page crashed.";

    /// <summary>The browser's process has ended.</summary>
    public const string BrowserCrashed = "The browser crashed during the load.";

    /// <summary>The page loaded, then its scripts kept it from answering.</summary>
    public const string Unresponsive = "The page stopped responding after it had loaded.";

    /// <summary>The page reported what is not a measurement.</summary>
    public const string Unreadable = "The page's measurements could not be read: it sent values that are not valid.";

    /// <summary>The server sent a file to keep.</summary>
    public const string Download = "The response is a download, not a page.";

    /// <summary>An answer that is an error.</summary>
    public static string Status(int status) => $"The server responded with status {status}.";

    /// <summary>The load event did not come.</summary>
    public static string TimedOut(TimeSpan limit) => FormattableString.Invariant($"The page had not loaded within {limit.TotalSeconds:0.#} s.");

    /// <summary>The load event did not come, and these requests kept it from coming.</summary>
    /// <param name="limit">How long it was waited for.</param>
    /// <param name="inProgress">Addresses that had not been answered to the end, without secrets.</param>
    public static string TimedOut(TimeSpan limit, IReadOnlyList<string> inProgress)
    {
        if (inProgress.Count == 0)
        {
            return TimedOut(limit);
        }
        string more = inProgress.Count > MaxNamed ? FormattableString.Invariant($" and {inProgress.Count - MaxNamed} more") : "";
        return $"{TimedOut(limit).TrimEnd('.')}; still loading: {string.Join(", ", inProgress.Take(MaxNamed).Select(Short))}{more}.";
    }

    /// <summary>The load and its steps went on.</summary>
    public static string TooLong(TimeSpan limit) =>
        FormattableString.Invariant($"The load with its steps had not ended within {limit.TotalSeconds:0.#} s.");

    /// <summary>What Playwright says when it cannot navigate.</summary>
    public static string Navigation(PlaywrightException error, Uri address)
    {
        string code = ErrorCode(error.Message);
        return code switch
        {
            "ERR_NAME_NOT_RESOLVED" => $"The host {address.Host} does not resolve.",
            "ERR_CONNECTION_REFUSED" => $"The connection to {address.Authority} was refused.",
            "ERR_CONNECTION_RESET" or "ERR_EMPTY_RESPONSE" or "ERR_CONNECTION_CLOSED" => "The server closed the connection without a response.",
            "ERR_CONNECTION_TIMED_OUT" or "ERR_ADDRESS_UNREACHABLE" => $"The server at {address.Authority} cannot be reached.",
            "ERR_TOO_MANY_REDIRECTS" => "The address redirects endlessly.",
            "ERR_UNSAFE_REDIRECT" => "The address redirects to one that browsers do not open, such as a file.",
            "ERR_ABORTED" => "The server did not send a page.",
            "" => $"The page could not be loaded: {error.Message.Split('\n', 2)[0].TrimEnd('.')}.",
            _ when code.StartsWith("ERR_CERT", StringComparison.Ordinal) => $"The certificate of {address.Host} is not valid ({code}).",
            _ => $"The page could not be loaded ({code}).",
        };
    }

    private static string Short(string address) => address.Length <= LongestAddress ? address : $"{address[..LongestAddress]}…";

    private static string ErrorCode(string message)
    {
        const string Mark = "net::";
        int start = message.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0
            ? ""
            : new string(
                [.. message[(start + Mark.Length)..].TakeWhile(letter => char.IsAsciiLetterUpper(letter) || char.IsDigit(letter) || letter == '_')]);
    }
}
