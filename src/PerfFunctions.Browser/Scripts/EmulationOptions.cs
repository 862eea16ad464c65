using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Scripts;

/// <summary>What a script's context pretends to be.</summary>
internal static class EmulationOptions
{
    private const int Width = 1280;
    private const int Height = 720;

    /// <summary>Options of a new context.</summary>
    /// <param name="given">What the script says, in its first argument.</param>
    /// <param name="proxy">Connects for the browser; null where it does so itself.</param>
    /// <param name="browserVersion">Version of the browser.</param>
    /// <exception cref="CallRefusedException">Something of it is not allowed.</exception>
    public static BrowserNewContextOptions Of(CallArguments given, GuardedProxy? proxy, string browserVersion)
    {
        if (given.Option(0, "proxy").ValueKind != JsonValueKind.Undefined)
        {
            throw new CallRefusedException("'proxy' is not supported: the service connects for the browser");
        }

        return new()
        {
            ViewportSize = ViewportOf(given.Option(0, "viewport")),
            UserAgent = given.TextOption(0, "userAgent") ?? ContextOptions.UserAgent(BrowserKind.Chromium, DeviceProfile.Desktop, browserVersion),
            DeviceScaleFactor = given.NumberOption(0, "deviceScaleFactor"),
            IsMobile = given.Flag(0, "isMobile"),
            HasTouch = given.Flag(0, "hasTouch"),
            Locale = given.TextOption(0, "locale"),
            TimezoneId = given.TextOption(0, "timezoneID"),
            ColorScheme = SchemeOf(given.TextOption(0, "colorScheme")),
            ReducedMotion = MotionOf(given.TextOption(0, "reducedMotion")),
            BypassCSP = given.Flag(0, "bypassCSP"),
            IgnoreHTTPSErrors = given.Flag(0, "ignoreHTTPSErrors"),
            JavaScriptEnabled = given.Flag(0, "javaScriptEnabled"),
            Offline = given.Flag(0, "offline"),
            ExtraHTTPHeaders = given.Option(0, "extraHTTPHeaders") is { ValueKind: JsonValueKind.Object } headers ? TextsOf(headers) : null,
            Geolocation = PlaceOf(given.Option(0, "geolocation")),
            Permissions = given.Option(0, "permissions") is { ValueKind: JsonValueKind.Array } names ? ListOf(names) : null,
            HttpCredentials = given.Option(0, "httpCredentials") is { ValueKind: JsonValueKind.Object } login
                ? new() { Username = TextIn(login, "username"), Password = TextIn(login, "password") }
                : null,
            Proxy = proxy is null ? null : new() { Server = proxy.Address, Bypass = "<-loopback>" },
            AcceptDownloads = false,
        };
    }

    /// <summary>A color scheme by its name; null for none.</summary>
    public static ColorScheme? SchemeOf(string? name) => name switch
    {
        "light" => ColorScheme.Light,
        "dark" => ColorScheme.Dark,
        "no-preference" => ColorScheme.NoPreference,
        _ => null,
    };

    /// <summary>Whether motion is reduced, by the name of that; null for neither.</summary>
    public static ReducedMotion? MotionOf(string? name) => name switch
    {
        "reduce" => ReducedMotion.Reduce,
        "no-preference" => ReducedMotion.NoPreference,
        _ => null,
    };

    /// <summary>A place on earth; null for none.</summary>
    public static Geolocation? PlaceOf(JsonElement given) =>
        given.ValueKind == JsonValueKind.Object ? new() { Latitude = NumberIn(given, "latitude"), Longitude = NumberIn(given, "longitude"), Accuracy = NumberIn(given, "accuracy") } : null;

    /// <summary>Texts by name.</summary>
    public static Dictionary<string, string> TextsOf(JsonElement given) => given.ValueKind == JsonValueKind.Object
        ? given.EnumerateObject().GroupBy(p => p.Name).ToDictionary(p => p.Key, p => CallArguments.TextOf(p.Last().Value) ?? "")
        : [];

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> ListOf(JsonElement given) =>
        given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray().Select(i => CallArguments.TextOf(i) ?? "")] : [];

    private static ViewportSize? ViewportOf(JsonElement given) => given.ValueKind == JsonValueKind.Object
        ? new() { Width = Side(given, "width", Width), Height = Side(given, "height", Height) }
        : new() { Width = Width, Height = Height };

    private static int Side(JsonElement given, string name, int otherwise) =>
        given.TryGetProperty(name, out JsonElement side) && side.ValueKind == JsonValueKind.Number ? (int)Math.Clamp(side.GetDouble(), 1, 10_000) : otherwise;

    private static string TextIn(JsonElement given, string name) => given.TryGetProperty(name, out JsonElement value) ? CallArguments.TextOf(value) ?? "" : "";

    private static float NumberIn(JsonElement given, string name) =>
        given.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : 0;
}
