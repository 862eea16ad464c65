using System.Globalization;
using System.Net.Http.Headers;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Fixed resources that a repeat view fetches again.</summary>
internal static class CachingFindings
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(7);
    private static readonly string[] FixedTypes = ["script", "style", "image", "font"];

    /// <summary>Scripts, styles, images and fonts that may be kept for less than 7 days.</summary>
    public static IEnumerable<PageFinding> Of(LoadFacts facts) =>
        from request in facts.Requests
        where request is { Complete: true, Cached: false, Answer.Status: 200 } && FixedTypes.Contains(request.Type)
        let kept = Kept(request)
        where kept is null || kept < LongEnough
        select new PageFinding(FindingKind.NoCaching, request.Request.Url, Detail(kept), request.Bytes, 0);

    private static string Detail(TimeSpan? kept) => kept switch
    {
        null => "The response does not say how long it may be cached.",
        { Ticks: <= 0 } => "The response may not be cached.",
        { TotalHours: < 1 } time => FormattableString.Invariant($"The response may be cached for {time.TotalMinutes:0.#} min."),
        { TotalDays: < 1 } time => FormattableString.Invariant($"The response may be cached for {time.TotalHours:0.#} h."),
        { } time => FormattableString.Invariant($"The response may be cached for {time.TotalDays:0.#} days."),
    };

    private static TimeSpan? Kept(RequestRecord request)
    {
        if (CacheControlHeaderValue.TryParse(request.Header("cache-control"), out CacheControlHeaderValue? control)
            && control is not null && (control.NoStore || control.NoCache || control.MaxAge is not null))
        {
            return control.NoStore || control.NoCache ? TimeSpan.Zero : control.MaxAge;
        }
        if (request.Header("expires") is not { } expires)
        {
            return null;
        }
        // A date that is none, such as 0, means that it has passed.
        return Date(expires) is { } end && Date(request.Header("date")) is { } now ? end - now : TimeSpan.Zero;
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
