using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>http:</c> of a plan or a scenario.</summary>
internal static class HttpSettingsReader
{
    /// <summary>The settings: those of the plan for all scenarios, with what stands here in their place, key by key.</summary>
    public static HttpSettings Read(Field field, HttpSettings above, VariableScope scope)
    {
        if (field.Map(HttpKeys.Map.Keys) is not { } map)
        {
            return above;
        }

        HttpSettings settings = HttpKeys.Map.Read(map, new HttpDraft(scope, above)).Settings;
        if (settings is { MaxConnections: not null, Version: not HttpProtocol.Http11 })
        {
            (map.Get("maxConnections") ?? map.Get("version"))?.Refuse(
                "'maxConnections' only applies to HTTP/1.1; later versions share a connection",
                "version: 1.1 with maxConnections");
        }

        if (settings is { MaxStreams: not null } and ({ Version: not HttpProtocol.Http2 } or { Proxy: not null }))
        {
            (map.Get("maxStreams") ?? map.Get("version") ?? map.Get("proxy"))?.Refuse(
                "'maxStreams' only applies to HTTP/2 without a proxy", "version: 2 with maxStreams");
        }

        if (settings is { Proxy: not null, Version: HttpProtocol.Http3 })
        {
            (map.Get("proxy") ?? map.Get("version"))?.Refuse("HTTP 3 does not go through an HTTP proxy", "version: 1.1 or 2 with proxy");
        }

        return settings;
    }
}
