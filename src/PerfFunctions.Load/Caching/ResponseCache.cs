using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Caching;

/// <summary>
/// Answers requests from the caches of users, and fills these. Users who keep the same body share its bytes. One for a
/// scenario on a loop, whose thread it belongs to.
/// </summary>
/// <param name="clock">Time of the run.</param>
internal sealed class ResponseCache(RunClock clock)
{
    private const int MaxShared = 1_000;

    // Who writes one of these does what the cache would do, or asks for what it cannot answer.
    private static readonly string[] OwnConditions =
        ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range", "Cache-Control", "Pragma"];

    private readonly Dictionary<string, byte[]> _shared = [];

    /// <summary>What a user has of the answer to a request, fresh or not; null for nothing of use.</summary>
    /// <param name="cache">The user's cache.</param>
    /// <param name="draft">The request.</param>
    /// <param name="needsHeaders">Whether headers are looked into.</param>
    /// <param name="needsBody">Whether the body is looked into.</param>
    public static CachedResponse? Find(UserCache cache, RequestDraft draft, bool needsHeaders, bool needsBody) =>
        IsAsked(draft) && cache.Find(KeyOf(draft)) is { } found && (found.HasHeaders || !needsHeaders) && (found.HasBody || !needsBody)
            ? found
            : null;

    /// <summary>Whether a response may be used without asking.</summary>
    public bool IsFresh(CachedResponse response) => clock.Elapsed < response.FreshUntil;

    /// <summary>
    /// Keeps a response for a user, or what its headers change of the one that it confirms. Other methods than GET end what is
    /// kept of their address (RFC 9111 section 4.4).
    /// </summary>
    /// <param name="cache">The user's cache.</param>
    /// <param name="exchange">The request with its response.</param>
    /// <param name="asked">The kept response that it asked about; null for none.</param>
    /// <param name="keepsHeaders">Whether the headers will be looked into.</param>
    /// <param name="keepsBody">Whether the body was kept.</param>
    public void Take(UserCache cache, Exchange exchange, CachedResponse? asked, bool keepsHeaders, bool keepsBody)
    {
        RequestDraft draft = exchange.Draft;
        if (exchange.Failure is not null)
        {
            return;
        }

        if (exchange.Status == 304 && asked is not null)
        {
            Confirm(asked, exchange);
            return;
        }

        bool isUnsafe = draft.Method is not ("GET" or "HEAD" or "OPTIONS") && exchange.Status < 400;
        bool isWhole = !keepsBody || exchange.Bytes <= Exchange.MaxKeptBody;
        if (exchange.Status == 200 && isWhole && (asked is not null || IsAsked(draft)))
        {
            Keep(cache, KeyOf(draft), exchange, keepsHeaders, keepsBody);
        }
        else if (isUnsafe)
        {
            cache.Remove(KeyOf(draft));
        }
    }

    // A confirmation that says nothing about time leaves what was said before.
    private void Confirm(CachedResponse kept, Exchange exchange)
    {
        bool saysMore = ResponseBody.HeaderOf(exchange, "Cache-Control") is not null || ResponseBody.HeaderOf(exchange, "Expires") is not null;
        kept.Lifetime = saysMore ? CacheRules.Of(exchange, clock.Now).Lifetime : kept.Lifetime;
        kept.FreshUntil = clock.Elapsed + kept.Lifetime;
    }

    private void Keep(UserCache cache, string key, Exchange exchange, bool keepsHeaders, bool keepsBody)
    {
        CacheRules rules = CacheRules.Of(exchange, clock.Now);
        if (!rules.IsStored)
        {
            cache.Remove(key);
            return;
        }

        cache.Keep(key, new CachedResponse
        {
            Status = exchange.Status,
            Bytes = exchange.Bytes,
            Headers = keepsHeaders ? [.. exchange.Headers] : [],
            Body = keepsBody ? Share(key, exchange.Body) : default,
            HasHeaders = keepsHeaders,
            HasBody = keepsBody,
            ETag = ResponseBody.HeaderOf(exchange, "ETag"),
            LastModified = ResponseBody.HeaderOf(exchange, "Last-Modified"),
            Lifetime = rules.Lifetime,
            FreshUntil = clock.Elapsed + rules.Lifetime,
        });
    }

    private byte[] Share(string key, ReadOnlyMemory<byte> body)
    {
        if (_shared.TryGetValue(key, out byte[]? known) && body.Span.SequenceEqual(known))
        {
            return known;
        }

        if (_shared.Count >= MaxShared)
        {
            _shared.Clear();
        }

        return _shared[key] = body.ToArray();
    }

    private static bool IsAsked(RequestDraft draft) => draft.Method == "GET" && draft.Body is null &&
        !draft.Headers.Any(h => OwnConditions.Contains(h.Key, StringComparer.OrdinalIgnoreCase));

    private static string KeyOf(RequestDraft draft) => draft.SiteAddress.AbsoluteUri;
}
