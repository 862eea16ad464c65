using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads the keys that <c>audit:</c> and each page have in common.</summary>
internal static class PageSettingsReader
{
    private static readonly Dictionary<string, BrowserKind> Browsers = new()
    {
        ["chromium"] = BrowserKind.Chromium,
        ["firefox"] = BrowserKind.Firefox,
        ["webkit"] = BrowserKind.Webkit,
    };

    private static readonly Dictionary<string, bool> Caches = new() { ["cold"] = false, ["warm"] = true };
    private static readonly Dictionary<string, RedirectRule> Redirects = new()
    {
        ["allow"] = RedirectRule.Allow,
        ["warn"] = RedirectRule.Warn,
        ["fail"] = RedirectRule.Fail,
    };

    private static readonly Dictionary<string, bool> Schemes = new() { ["dark"] = true, ["light"] = false };

    /// <summary>The settings: those for all pages, with what stands here in their place, key by key; headers and cookies name by name.</summary>
    public static PageSettings Read(MapField map, PageSettings above, VariableScope scope)
    {
        PageSettings settings = above with
        {
            Conditions = ReadConditions(map, above.Conditions, scope),
            Steps = map.Get("steps") is { } steps ? JourneyReader.Read(steps, scope, isMeasured: true) : above.Steps,
            Runs = map.Get("runs")?.Whole(1, PlanLimits.Runs) ?? above.Runs,
            MaxRuns = map.Get("maxRuns")?.Whole(1, PlanLimits.Runs) ?? above.MaxRuns,
            Spread = map.Get("spread")?.Share() ?? above.Spread,
            Base = map.Get("against") is { } against ? TargetReader.Read(against) : above.Base,
        };
        if (settings.MaxRuns < settings.Runs)
        {
            (map.Get("maxRuns") ?? map.Get("runs"))?.Refuse(
                $"at most {settings.MaxRuns} loads are fewer than 'runs', which is {settings.Runs}", "'maxRuns' of at least 'runs'");
        }

        if (settings.Conditions is { Browser: not BrowserKind.Chromium } slow && (slow.CpuSlowdown > 1 || slow.Network != NetworkProfile.None))
        {
            (map.Get("network") ?? map.Get("cpu") ?? map.Get("browser"))?.Refuse(
                "only Chromium supports throttling", "browser: chromium, or network: none and cpu: 1x");
        }

        return settings;
    }

    private static PageConditions ReadConditions(MapField map, PageConditions above, VariableScope scope) => new()
    {
        Browser = map.Get("browser")?.Choice(Browsers) ?? above.Browser,
        Device = (map.Get("device") is { } device ? DeviceReader.ReadDevice(device) : null) ?? above.Device,
        Network = (map.Get("network") is { } network ? DeviceReader.ReadNetwork(network) : null) ?? above.Network,
        CpuSlowdown = map.Get("cpu")?.Times(PlanLimits.CpuSlowdown) ?? above.CpuSlowdown,
        WarmLoad = map.Get("cache")?.Choice(Caches) ?? above.WarmLoad,
        Cookies = map.Get("cookies") is { } cookies ? CookiesReader.Read(cookies, above.Cookies, scope) : above.Cookies,
        Headers = map.Get("headers") is { } headers
            ? HeadersReader.Merge(above.Headers, HeadersReader.Read(headers, scope, TemplatePlace.Page))
            : above.Headers,
        Language = (map.Get("language") is { } language ? PageTexts.ReadLanguage(language) : null) ?? above.Language,
        Dark = map.Get("colorScheme")?.Choice(Schemes) ?? above.Dark,
        Blocked = map.Get("block") is { } block ? PageTexts.ReadBlocked(block) : above.Blocked,
        Consent = map.Get("consent") is { } consent ? PageTexts.ReadSelector(consent) : above.Consent,
        Redirect = map.Get("redirect")?.Choice(Redirects) ?? above.Redirect,
        Login = map.Get("login") is { } login ? JourneyReader.Read(login, scope, isMeasured: false) : above.Login,
    };
}
