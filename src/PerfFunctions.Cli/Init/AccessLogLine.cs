using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfFunctions.Cli.Init;

/// <summary>A request of an access log: common or combined format, or JSON as nginx and others write it.</summary>
/// <param name="Time">When.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path; the query is dropped as soon as it is read.</param>
/// <param name="Status">Its status.</param>
internal readonly partial record struct AccessLogLine(DateTimeOffset Time, string Method, string Path, int Status)
{
    private const string LogTime = "dd/MMM/yyyy:HH:mm:ss zzz";
    private const double MaxUnixSeconds = 100_000_000_000;

    private static readonly string[] TimeKeys = ["time_iso8601", "@timestamp", "timestamp", "time", "ts", "time_local", "msec"];
    private static readonly string[] MethodKeys = ["request_method", "method", "verb"];
    private static readonly string[] PathKeys = ["request_uri", "uri", "path", "url"];
    private static readonly string[] StatusKeys = ["status", "status_code", "response_status"];

    /// <summary>Reads a line; null when it is not one of these.</summary>
    public static AccessLogLine? Read(string line) => line.StartsWith('{') ? ReadJson(line) : ReadText(line);

    private static AccessLogLine? ReadText(string line)
    {
        Match match = Form().Match(line);
        return match.Success && TimeOf(match.Groups[1].Value) is { } time
            ? Of(time, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)
            : null;
    }

    private static AccessLogLine? ReadJson(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
            JsonElement root = document.RootElement;
            string[] request = (Find(root, ["request"]) ?? "").Split(' ');
            string? method = Find(root, MethodKeys) ?? (request.Length > 1 ? request[0] : null);
            string? path = Find(root, PathKeys) ?? (request.Length > 1 ? request[1] : null);
            return method is not null && path is not null && Find(root, StatusKeys) is { } status && TimeOf(Find(root, TimeKeys) ?? "") is { } time
                ? Of(time, method, path, status)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Invalid surrogates in a text are found only when it is read.
            return null;
        }
    }

    private static AccessLogLine? Of(DateTimeOffset time, string method, string address, string status)
    {
        string whole = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri.AbsolutePath : address;
        int end = whole.AsSpan().IndexOfAny('?', '#');
        string? path = PlanYaml.Path(end < 0 ? whole : whole[..end]);
        bool isMethod = method.Length is > 0 and <= 20 && method.All(char.IsAsciiLetter);
        bool isStatus = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is >= 100 and < 600;
        return path is not null && isMethod && isStatus
            ? new AccessLogLine(time, method.ToUpperInvariant(), path, code)
            : null;
    }

    private static DateTimeOffset? TimeOf(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            double seconds = number > MaxUnixSeconds ? number / 1000 : number;
            return seconds < MaxUnixSeconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
        }

        bool isRead = DateTimeOffset.TryParseExact(text, LogTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        return isRead ? time : null;
    }

    private static string? Find(JsonElement root, string[] keys)
    {
        foreach (string key in keys)
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out JsonElement value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return value.ToString();
            }
        }

        return null;
    }

    [GeneratedRegex("""^[^\[]*\[([^\]]{10,40})\] "([A-Za-z]{1,20}) ([^ "]+)(?: HTTP/[0-9.]+)?" ([0-9]{3})(?: |$)""")]
    private static partial Regex Form();
}
