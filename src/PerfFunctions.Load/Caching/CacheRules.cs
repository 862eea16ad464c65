using System.Globalization;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Caching;

/// <summary>
/// What a response says about being kept, by RFC 9111 as a private cache reads it. Nothing is guessed: a response without a
/// lifetime is asked about each time, where browsers take a tenth of its age.
/// </summary>
/// <param name="IsStored">Whether it may be kept, and would be of use.</param>
/// <param name="Lifetime">How long it may be used without asking; zero for never.</param>
internal readonly record struct CacheRules(bool IsStored, TimeSpan Lifetime)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The rules of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="now">Time of day.</param>
    public static CacheRules Of(IResponse response, DateTimeOffset now)
    {
        string control = "";
        foreach ((string name, string value) in response.Headers)
        {
            if (Is(name, "Vary") && !VariesByEncodingOnly(value))
            {
                return default;
            }

            control = Is(name, "Cache-Control") ? $"{control},{value}" : control;
        }

        string[] directives = control.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (directives.Any(d => Is(d, "no-store")))
        {
            return default;
        }

        TimeSpan lifetime = directives.Any(IsNoCache) ? TimeSpan.Zero : LifetimeOf(response, directives, now);
        bool canBeAsked = ResponseBody.HeaderOf(response, "ETag") is not null || ResponseBody.HeaderOf(response, "Last-Modified") is not null;
        return new CacheRules(lifetime > TimeSpan.Zero || canBeAsked, lifetime);
    }

    private static TimeSpan LifetimeOf(IResponse response, string[] directives, DateTimeOffset now)
    {
        // An Expires that is not a date, such as 0, is over.
        TimeSpan lifetime = directives.Where(d => d.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)).Select(SecondsOf).FirstOrDefault()
            ?? (ResponseBody.HeaderOf(response, "Expires") is { } expires && DateOf(expires) is { } end
                ? end - (DateOf(ResponseBody.HeaderOf(response, "Date")) ?? now)
                : TimeSpan.Zero);
        TimeSpan age = ResponseBody.HeaderOf(response, "Age") is { } text ? SecondsOf($"={text}") ?? TimeSpan.Zero : TimeSpan.Zero;
        return lifetime > Longest ? Longest - age : lifetime - age;
    }

    private static TimeSpan? SecondsOf(string directive) =>
        long.TryParse(directive.AsSpan(directive.IndexOf('=', StringComparison.Ordinal) + 1).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, (long)Longest.TotalSeconds))
            : null;

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;

    // With names of headers behind it, no-cache is about these alone; to ask each time is right for them, too.
    private static bool IsNoCache(string directive) => directive.StartsWith("no-cache", StringComparison.OrdinalIgnoreCase);

    private static bool VariesByEncodingOnly(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).All(name => Is(name, "Accept-Encoding"));

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
