using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares <c>http:</c> of a plan or a scenario.</summary>
internal static class HttpKeys
{
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, HttpProtocol> Versions = new()
    {
        ["1.1"] = HttpProtocol.Http11,
        ["2"] = HttpProtocol.Http2,
        ["3"] = HttpProtocol.Http3,
    };

    private static readonly Dictionary<string, ConnectionUse> Uses = new()
    {
        ["keep-alive"] = ConnectionUse.KeepAlive,
        ["per-iteration"] = ConnectionUse.PerIteration,
        ["per-request"] = ConnectionUse.PerRequest,
    };

    private static readonly Dictionary<string, CookieLife> Cookies = new()
    {
        ["per-user"] = CookieLife.PerUser,
        ["per-iteration"] = CookieLife.PerIteration,
        ["off"] = CookieLife.Off,
    };

    private static readonly Dictionary<string, CacheUse> Caches = new()
    {
        ["per-user"] = CacheUse.PerUser,
        ["off"] = CacheUse.Off,
    };

    private static readonly Dictionary<string, bool> Redirects = new() { ["follow"] = true, ["off"] = false };

    /// <summary>The settings; those that are not there stay as they are.</summary>
    public static readonly MapGrammar<HttpDraft> Map = new("http", "HTTP")
    {
        {
            "version", Of(VersionSchema(), field => field.Choice(Versions)) with { Default = 1.1 }, "HTTP version.",
            (d, v) => d.With(s => s with { Version = v })
        },
        {
            "connections", Word(Uses) with { Default = "keep-alive" }, "When connections are closed.",
            (d, v) => d.With(s => s with { Connections = v })
        },
        {
            "maxConnections", Whole(1, PlanLimits.RateOrUsers), "Over all shards; HTTP 1.1 only.",
            (d, v) => d.With(s => s with { MaxConnections = v })
        },
        {
            "maxStreams", Whole(1, PlanLimits.Streams),
            "Most requests at once on a connection; HTTP 2 only. Default: as many as the server allows.",
            (d, v) => d.With(s => s with { MaxStreams = v })
        },
        {
            "redirects", Word(Redirects) with { Default = "off" },
            "Whether redirects are followed; when off, a 3xx is a response like any other.",
            (d, v) => d.With(s => s with { FollowRedirects = v })
        },
        {
            "compression", Truth() with { Default = false }, "Whether compressed responses are accepted.",
            (d, v) => d.With(s => s with { Compression = v })
        },
        {
            "cookies", Word(Cookies) with { Default = "off" },
            "How long a virtual user keeps cookies: over all its iterations, for one, or not at all.",
            (d, v) => d.With(s => s with { Cookies = v })
        },
        {
            "cache", Word(Caches) with { Default = "off" }, "Whether each virtual user has an HTTP cache, as a browser has.",
            (d, v) => d.With(s => s with { Cache = v })
        },
        {
            "resources", AnyOf(Boolean(), Ref(ResourcesReader.Map)),
            "Whether get and post steps load what an HTML page embeds; resources of a step wins.",
            (d, field) => d.With(s => s with { Resources = ResourcesReader.Read(field) })
        },
        {
            "headers", Ref("texts"), "Headers of every request.",
            (d, field) => d.With(s => s with { Headers = HeadersReader.Merge(s.Headers, HeadersReader.Read(field, d.Scope)) })
        },
        {
            "auth", Ref(AuthReader.Map), "Authorization of every request.",
            (d, field) => d.With(s => s with { Auth = AuthReader.Read(field, d.Scope) })
        },
        { "tls", Ref(TlsReader.Map), "Certificates.", TlsReader.Read },
        {
            "proxy", AnyOf(Ref("proxyAddress"), Ref(ProxyReader.Map)),
            "HTTP proxy that requests go through; it is verified like a target. Not with HTTP 3.",
            (d, field) => d.With(s => s with { Proxy = ProxyReader.Read(field, d.Scope) })
        },
        {
            "dns", Of(Ref("duration"), ReadRefresh), "Time after which connections are renewed and names are resolved again.",
            (d, v) => d.With(s => s with { DnsRefresh = v })
        },
        {
            "timeout", Duration(PlanLimits.StepLength), "Longest wait for each response, 30s by default; timeout of a request wins.",
            (d, v) => d.With(s => s with { Timeout = v })
        },
        { "trace", Share(), "Share of requests that carry a traceparent.", (d, v) => d.With(s => s with { TraceShare = v }) },
    };

    // YAML reads a version without quotes as a number.
    private static JsonObject VersionSchema() => new() { ["enum"] = new JsonArray(1.1, 2, 3, "1.1", "2", "3") };

    private static TimeSpan? ReadRefresh(Field field)
    {
        TimeSpan? refresh = field.Duration(PlanLimits.ScenarioLength);
        if (refresh < ShortestRefresh)
        {
            field.Refuse("the duration is out of range", "1s to 24h");
        }

        return refresh;
    }
}

/// <summary>How requests travel, as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
/// <param name="Settings">The settings.</param>
internal sealed record HttpDraft(VariableScope Scope, HttpSettings Settings)
{
    /// <summary>The same with other settings.</summary>
    public HttpDraft With(Func<HttpSettings, HttpSettings> change) => this with { Settings = change(Settings) };
}
