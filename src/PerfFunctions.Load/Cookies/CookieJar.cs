namespace PerfFunctions.Load.Cookies;

/// <summary>
/// A user's cookies, kept and sent as RFC 6265 section 5 has a browser do. There is no list of public suffixes here: a domain
/// must have a dot.
/// </summary>
internal sealed class CookieJar
{
    // What section 6.1 asks of a browser at least, and what servers count on.
    private const int LongestPair = 4096;
    private const int MaxPerDomain = 50;
    private const int Most = 3000;

    private readonly List<KeptCookie> _cookies = [];
    private long _sequence;

    /// <summary>Takes what a <c>Set-Cookie</c> says; what a browser drops is dropped.</summary>
    /// <param name="from">Where the response came from.</param>
    /// <param name="text">The header's value.</param>
    /// <param name="now">Time of day.</param>
    public void Take(Uri from, string text, DateTimeOffset now)
    {
        if (SetCookie.Parse(text, now) is not { } set || set.Name.Length + set.Value.Length > LongestPair)
        {
            return;
        }

        string host = from.IdnHost.ToLowerInvariant();
        bool isHostOnly = set.Domain is null || set.Domain == host;
        string domain = isHostOnly ? host : set.Domain!;
        if (!isHostOnly && (!domain.Contains('.', StringComparison.Ordinal) || !KeptCookie.IsWithin(host, domain)))
        {
            return;
        }

        KeptCookie kept = new(set.Name, set.Value, domain, set.Path ?? DefaultPath(from), set.Expires)
        {
            IsHostOnly = set.Domain is null || from.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6,
            IsSecure = set.IsSecure,
            Created = ++_sequence,
            Used = _sequence,
        };
        Keep(kept, now);
    }

    /// <summary>The value of the <c>Cookie</c> header for an address; null for none.</summary>
    public string? HeaderFor(Uri address, DateTimeOffset now)
    {
        string host = address.IdnHost.ToLowerInvariant();
        _cookies.RemoveAll(c => c.Expires <= now);
        KeptCookie[] fitting =
        [
            .. _cookies.Where(c => c.Fits(host, address.AbsolutePath, address.Scheme == Uri.UriSchemeHttps))
                .OrderByDescending(c => c.Path.Length).ThenBy(c => c.Created),
        ];
        Array.ForEach(fitting, c => c.Used = ++_sequence);
        return fitting.Length == 0 ? null : string.Join("; ", fitting.Select(c => $"{c.Name}={c.Value}"));
    }

    private void Keep(KeptCookie kept, DateTimeOffset now)
    {
        int old = _cookies.FindIndex(c => c.Name == kept.Name && c.Domain == kept.Domain && c.Path == kept.Path);
        if (old >= 0)
        {
            kept = kept with { Created = _cookies[old].Created };
            _cookies.RemoveAt(old);
        }

        if (kept.Expires <= now)
        {
            return;
        }

        _cookies.Add(kept);
        Evict(_cookies.Where(c => c.Domain == kept.Domain), MaxPerDomain, now);
        Evict(_cookies, Most, now);
    }

    // Those that are over first, then those not used for longest.
    private void Evict(IEnumerable<KeptCookie> among, int most, DateTimeOffset now)
    {
        if (among.Count() > most)
        {
            _cookies.RemoveAll(c => c.Expires <= now);
        }

        while (among.Count() > most)
        {
            _cookies.Remove(among.MinBy(c => c.Used)!);
        }
    }

    private static string DefaultPath(Uri from)
    {
        string path = from.AbsolutePath;
        int last = path.LastIndexOf('/');
        return last <= 0 ? "/" : path[..last];
    }
}

/// <summary>A cookie in a jar.</summary>
internal sealed record KeptCookie(string Name, string Value, string Domain, string Path, DateTimeOffset? Expires)
{
    public bool IsHostOnly { get; init; }

    public bool IsSecure { get; init; }

    /// <summary>When it was first set: its place among others.</summary>
    public long Created { get; init; }

    /// <summary>When it was last sent.</summary>
    public long Used { get; set; }

    /// <summary>Whether it is for a request.</summary>
    public bool Fits(string host, string path, bool isSecure) =>
        (IsHostOnly ? host == Domain : IsWithin(host, Domain)) && FitsPath(path) && (!IsSecure || isSecure);

    /// <summary>Whether a host is a domain or below it (section 5.1.3).</summary>
    public static bool IsWithin(string host, string domain) =>
        host == domain || (host.EndsWith($".{domain}", StringComparison.Ordinal) && !System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _));

    private bool FitsPath(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || Path.EndsWith('/') || path[Path.Length] == '/');
}
