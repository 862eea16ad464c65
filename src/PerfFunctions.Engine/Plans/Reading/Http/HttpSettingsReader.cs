using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>http:</c> of a plan or a scenario.</summary>
internal static class HttpSettingsReader
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

    private static readonly Dictionary<string, bool> Switch = new() { ["on"] = true, ["off"] = false };

    private static readonly Dictionary<string, bool> Redirects = new() { ["follow"] = true, ["off"] = false };

    /// <summary>The settings: those of the plan for all scenarios, with what stands here in their place, key by key.</summary>
    public static HttpSettings Read(Field field, HttpSettings above, VariableScope scope)
    {
        if (field.Map(PlanKeys.Http) is not { } map)
        {
            return above;
        }

        MapField? tls = map.Get("tls")?.Map(PlanKeys.Tls);
        HttpSettings settings = new()
        {
            Version = map.Get("version")?.Choice(Versions) ?? above.Version,
            Connections = map.Get("connections")?.Choice(Uses) ?? above.Connections,
            MaxConnections = map.Get("maxConnections")?.Whole(1, PlanLimits.RateOrUsers) ?? above.MaxConnections,
            FollowRedirects = map.Get("redirects")?.Choice(Redirects) ?? above.FollowRedirects,
            Compression = map.Get("compression")?.Truth() ?? above.Compression,
            Cookies = map.Get("cookies")?.Choice(Cookies) ?? above.Cookies,
            Cache = map.Get("cache")?.Choice(Caches) ?? above.Cache,
            Resources = map.Get("resources") is { } resources ? ResourcesReader.Read(resources) : above.Resources,
            Headers = map.Get("headers") is { } headers ? HeadersReader.Merge(above.Headers, HeadersReader.Read(headers, scope)) : above.Headers,
            Auth = map.Get("auth") is { } auth ? AuthReader.Read(auth, scope) : above.Auth,
            Authority = tls is null ? above.Authority : tls.Get("authority") is { } authority ? TlsReader.ReadAuthority(authority) : null,
            VerifiesCertificate = tls is null ? above.VerifiesCertificate : tls.Get("verify")?.Choice(Switch) ?? true,
            Certificate = tls is null ? above.Certificate : tls.Get("certificate") is { } own ? TlsReader.ReadCertificate(own, scope) : null,
            Proxy = map.Get("proxy") is { } proxy ? ProxyReader.Read(proxy, scope) : above.Proxy,
            DnsRefresh = (map.Get("dns") is { } dns ? ReadRefresh(dns) : null) ?? above.DnsRefresh,
            Timeout = map.Get("timeout")?.Duration(PlanLimits.StepLength) ?? above.Timeout,
            TraceShare = map.Get("trace")?.Share() ?? above.TraceShare,
        };
        if (settings is { MaxConnections: not null, Version: not HttpProtocol.Http11 })
        {
            (map.Get("maxConnections") ?? map.Get("version"))?.Refuse(
                "'maxConnections' only applies to HTTP/1.1; later versions share a connection",
                    "version: 1.1 with maxConnections");
        }

        if (settings is { Proxy: not null, Version: HttpProtocol.Http3 })
        {
            (map.Get("proxy") ?? map.Get("version"))?.Refuse("HTTP 3 does not go through an HTTP proxy", "version: 1.1 or 2 with proxy");
        }

        return settings;
    }

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
