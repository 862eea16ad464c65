using System.Text.RegularExpressions;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Says why a call failed, in one sentence that can be counted.</summary>
internal static partial class CallFailure
{
    private const int Longest = 300;

    /// <summary>Why it failed.</summary>
    /// <param name="method">What was called.</param>
    /// <param name="error">What Playwright says.</param>
    /// <param name="known">What is known besides, which comes first; null for nothing.</param>
    public static string Of(string method, Exception error, string? known)
    {
        string[] lines = [.. error.Message.Split('\n').Select(line => Codes().Replace(line, "").Trim()).Where(line => line.Length > 0)];
        string first = lines.FirstOrDefault() ?? error.GetType().Name;

        // A limit that is exceeded says what for in the log below it.
        string? awaited = error is TimeoutException ? lines.FirstOrDefault(line => line.StartsWith("- waiting", StringComparison.Ordinal))?.TrimStart('-', ' ') : null;
        string text = known ?? (awaited is null ? first : $"{first.TrimEnd('.')}, {awaited}");
        return $"{method}: {(text.Length > Longest ? text[..Longest] : text)}";
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Codes();
}
