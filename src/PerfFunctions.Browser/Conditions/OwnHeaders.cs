using System.Text.Json;
using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Conditions;

/// <summary>
/// Adds headers to the requests of one origin and to no other. The browser's own setting for more headers would send them to
/// everyone, tokens included; so the requests of that origin are held, for some milliseconds each, and sent on with them. A
/// redirect is a request of its own: it takes nothing along. The cache works as ever.
/// </summary>
internal sealed class OwnHeaders(Uri address, IReadOnlyDictionary<string, string> headers)
{
    private readonly Uri _origin = new(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    /// <summary>Begins to add.</summary>
    public Task AddAsync(TargetSession target)
    {
        target.RequestPaused += request => ContinueAsync(target, request);
        return target.SendAsync(
            "Fetch.enable", ("patterns", new[] { new Dictionary<string, object> { ["urlPattern"] = $"{_origin.AbsoluteUri}*" } }));
    }

    private Task ContinueAsync(TargetSession target, JsonElement paused)
    {
        string id = paused.GetProperty("requestId").GetString()!;
        JsonElement request = paused.GetProperty("request");
        // Browsers take addresses that .NET does not; a request that is held without an answer would never end.
        if (!Uri.TryCreate(request.GetProperty("url").GetString(), UriKind.Absolute, out Uri? url)
            || Uri.Compare(url, _origin, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return target.SendAsync("Fetch.continueRequest", ("requestId", id));
        }
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty header in request.GetProperty("headers").EnumerateObject())
        {
            all[header.Name] = header.Value.GetString()!;
        }
        foreach ((string name, string value) in headers)
        {
            all[name] = value;
        }
        return target.SendAsync(
            "Fetch.continueRequest",
            ("requestId", id),
            ("headers", all.Select(header => new Dictionary<string, object> { ["name"] = header.Key, ["value"] = header.Value }).ToArray()));
    }
}
