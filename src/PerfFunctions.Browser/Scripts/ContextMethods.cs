using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Methods of a context: pages with cookies in common.</summary>
internal static class ContextMethods
{
    /// <summary>The methods by name; each gives what a script gets, as a value that can be JSON.</summary>
    public static readonly IReadOnlyDictionary<string, Func<IBrowserContext, CallArguments, Task<object?>>> All =
        new Dictionary<string, Func<IBrowserContext, CallArguments, Task<object?>>>
        {
            ["addCookies"] = (of, given) => DoneAsync(of.AddCookiesAsync(given.At(0).ValueKind == JsonValueKind.Array
                ? given.At(0).EnumerateArray().Select(CookieOf)
                : throw new CallRefusedException("cookies are a list of { name, value, url }"))),
            ["cookies"] = async (of, given) => (await of.CookiesAsync(given.At(0).ValueKind == JsonValueKind.Array
                ? EmulationOptions.ListOf(given.At(0))
                : given.At(0).ValueKind == JsonValueKind.String ? [given.Text(0)] : [])).Select(Shown).ToArray(),
            ["clearCookies"] = (of, _) => DoneAsync(of.ClearCookiesAsync()),
            ["grantPermissions"] = (of, given) => DoneAsync(of.GrantPermissionsAsync(
                EmulationOptions.ListOf(given.At(0)), new() { Origin = given.TextOption(1, "origin") })),
            ["clearPermissions"] = (of, _) => DoneAsync(of.ClearPermissionsAsync()),
            ["setGeolocation"] = (of, given) => DoneAsync(of.SetGeolocationAsync(EmulationOptions.PlaceOf(given.At(0)))),
            ["setOffline"] = (of, given) => DoneAsync(of.SetOfflineAsync(given.At(0).ValueKind == JsonValueKind.True)),
            ["addInitScript"] = (of, given) => DoneAsync(of.AddInitScriptAsync(InitScript(given.At(0)))),
        };

    private static async Task<object?> DoneAsync(Task work)
    {
        await work;
        return null;
    }

    private static string InitScript(JsonElement given) =>
        given.ValueKind == JsonValueKind.Object && given.TryGetProperty("function", out JsonElement text) ? $"({text.GetString()})()"
        : given.ValueKind == JsonValueKind.Object && given.TryGetProperty("content", out JsonElement content) ? content.GetString() ?? ""
        : CallArguments.TextOf(given) ?? "";

    private static Cookie CookieOf(JsonElement given)
    {
        string? Text(string name) => given.TryGetProperty(name, out JsonElement value) ? CallArguments.TextOf(value) : null;
        bool? Flag(string name) => given.TryGetProperty(name, out JsonElement value) ? value.ValueKind == JsonValueKind.True : null;
        return new()
        {
            Name = Text("name") ?? throw new CallRefusedException("a cookie has a name"),
            Value = Text("value") ?? "",
            Domain = Text("domain"),
            Path = Text("domain") is null ? null : Text("path") ?? "/",
            Url = Text("url"),
            Expires = given.TryGetProperty("expires", out JsonElement expires) && expires.ValueKind == JsonValueKind.Number ? expires.GetSingle() : null,
            HttpOnly = Flag("httpOnly"),
            Secure = Flag("secure"),
            SameSite = Enum.TryParse(Text("sameSite"), ignoreCase: true, out SameSiteAttribute site) ? site : null,
        };
    }

    private static object Shown(BrowserContextCookiesResult cookie) => new
    {
        name = cookie.Name,
        value = cookie.Value,
        domain = cookie.Domain,
        path = cookie.Path,
        expires = cookie.Expires,
        httpOnly = cookie.HttpOnly,
        secure = cookie.Secure,
        sameSite = cookie.SameSite.ToString(),
    };
}
