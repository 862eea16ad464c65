namespace PerfFunctions.Engine.Plans;

/// <summary>How a scenario's requests travel.</summary>
public sealed record HttpSettings
{
    /// <summary>Protocol version; never a lower one instead.</summary>
    public HttpProtocol Version { get; init; } = HttpProtocol.Http11;

    /// <summary>How long a connection is used.</summary>
    public ConnectionUse Connections { get; init; } = ConnectionUse.KeepAlive;

    /// <summary>
    /// Most requests in progress at once over all shards; more wait, which counts in response time. With HTTP/1.1 this is
    /// the number of connections. Null for no limit.
    /// </summary>
    public int? MaxConnections { get; init; }

    /// <summary>
    /// Most requests in progress at once on a connection of HTTP/2; null for as many as the server allows. One gives each user
    /// a connection.
    /// </summary>
    public int? MaxStreams { get; init; }

    /// <summary>Whether a redirect is followed (at most ten) or is the response.</summary>
    public bool FollowRedirects { get; init; }

    /// <summary>Whether compressed responses are asked for. Bytes are counted as they travel.</summary>
    public bool Compression { get; init; }

    /// <summary>How long a virtual user keeps cookies.</summary>
    public CookieLife Cookies { get; init; }

    /// <summary>Whether a virtual user has an HTTP cache, as a browser has.</summary>
    public CacheUse Cache { get; init; }

    /// <summary>What GET and POST steps load of the pages that they get, unless they say so themselves; null for nothing.</summary>
    public PageResources? Resources { get; init; }

    /// <summary>Headers of every request, by name; templates.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Authentication; null for none.</summary>
    public Authorization? Auth { get; init; }

    /// <summary>PEM certificates trusted beside those of the machine; null for none.</summary>
    public string? Authority { get; init; }

    /// <summary>Whether the target's certificate is checked.</summary>
    public bool VerifiesCertificate { get; init; } = true;

    /// <summary>Client certificate and key in PEM, a template, as a rule <c>${secret(name)}</c>; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The proxy that requests go through; null for none.</summary>
    public HttpProxy? Proxy { get; init; }

    /// <summary>Connections are renewed, and names resolved again, after this time.</summary>
    public TimeSpan DnsRefresh { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Limit of a request from send to last byte, unless its step has one of its own.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of requests, 0 to 1, that carry a <c>traceparent</c> marked as sampled.</summary>
    public double TraceShare { get; init; }
}

/// <summary>An HTTP proxy: it gets plain requests in absolute form, and CONNECT for https.</summary>
/// <param name="Address">Its http address.</param>
public sealed record HttpProxy(string Address)
{
    /// <summary>User, a template that is the same for all iterations; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Password, likewise; as a rule <c>${secret(name)}</c>.</summary>
    public string? Password { get; init; }
}

/// <summary>Versions of HTTP.</summary>
public enum HttpProtocol
{
    /// <summary>HTTP/1.1.</summary>
    Http11,

    /// <summary>HTTP/2; over clear text with prior knowledge.</summary>
    Http2,

    /// <summary>HTTP/3.</summary>
    Http3,
}

/// <summary>How long a virtual user keeps cookies.</summary>
public enum CookieLife
{
    /// <summary>It keeps none.</summary>
    Off,

    /// <summary>Over all its iterations. An arrival of an open model is a user of its own.</summary>
    PerUser,

    /// <summary>To the end of an iteration.</summary>
    PerIteration,
}

/// <summary>Who keeps responses to use them again, by RFC 9111.</summary>
public enum CacheUse
{
    /// <summary>No one: every request is sent.</summary>
    Off,

    /// <summary>Each virtual user, over all its iterations. An arrival of an open model is a user of its own.</summary>
    PerUser,
}

/// <summary>How long a connection is used.</summary>
public enum ConnectionUse
{
    /// <summary>As long as it lasts, by whoever needs one.</summary>
    KeepAlive,

    /// <summary>For one iteration.</summary>
    PerIteration,

    /// <summary>For one request.</summary>
    PerRequest,
}

/// <summary>Who is asking. All texts are templates; secrets belong in <c>${secret(name)}</c>.</summary>
public abstract record Authorization;

/// <summary>RFC 7617.</summary>
public sealed record BasicAuthorization(string User, string Password) : Authorization;

/// <summary>RFC 6750.</summary>
public sealed record BearerAuthorization(string Token) : Authorization;

/// <summary>RFC 6749 section 4.4: a token for the client itself, fetched once a shard and renewed before it ends.</summary>
public sealed record OAuthAuthorization(string TokenAddress, string Client, string Secret, string? Scope) : Authorization;
