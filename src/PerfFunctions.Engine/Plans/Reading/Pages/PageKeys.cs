using System.Text.Json.Nodes;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Declares <c>audit:</c> and the pages, which have all of its keys and replace its settings.</summary>
internal static class PageKeys
{
    private static readonly Dictionary<string, BrowserKind> Browsers = new()
    {
        ["chromium"] = BrowserKind.Chromium,
        ["firefox"] = BrowserKind.Firefox,
        ["webkit"] = BrowserKind.Webkit,
    };

    private static readonly Dictionary<string, bool> Caches = new() { ["cold"] = false, ["warm"] = true };
    private static readonly Dictionary<string, bool> Schemes = new() { ["dark"] = true, ["light"] = false };

    private static readonly Dictionary<string, RedirectRule> Redirects = new()
    {
        ["allow"] = RedirectRule.Allow,
        ["warn"] = RedirectRule.Warn,
        ["fail"] = RedirectRule.Fail,
    };

    /// <summary>The settings: headers and cookies are replaced name by name, all else key by key.</summary>
    public static readonly MapGrammar<PageSettings> Audit = new("audit", "Audit")
    {
        { "device", DeviceKeys.Device, "Screen and user agent.", (s, v) => s.With(c => c with { Device = v }) },
        {
            "browser", Word(Browsers) with { Default = "chromium" }, "Browser engine.",
            (s, v) => s.With(c => c with { Browser = v })
        },
        { "network", DeviceKeys.Network, "Throttling of the network.", (s, v) => s.With(c => c with { Network = v }) },
        {
            "cpu", Times(PlanLimits.CpuSlowdown), "Factor by which the CPU is slowed down.",
            (s, v) => s.With(c => c with { CpuSlowdown = v })
        },
        {
            "cache", Word(Caches) with { Default = "cold" }, "warm adds a second load from the cache.",
            (s, v) => s.With(c => c with { WarmLoad = v })
        },
        {
            "cookies", Ref("texts"), "Cookies to set before the load.",
            (s, f) => s.With(c => c with { Cookies = CookiesReader.Read(f, c.Cookies, s.Scope) })
        },
        {
            "headers", Ref("texts"), "Headers of every request of the page.",
            (s, f) => s.With(c => c with { Headers = Merged(c.Headers, f, s.Scope) })
        },
        {
            "language", Of(Ref("text"), PageTexts.ReadLanguage), "Language that the browser prefers.",
            (s, v) => s.With(c => c with { Language = v })
        },
        { "colorScheme", Word(Schemes), "Colour scheme that the browser prefers.", (s, v) => s.With(c => c with { Dark = v }) },
        {
            "block", Of(List(PlanLimits.Blocked, Ref("text")), PageTexts.ReadBlocked),
            "Addresses to block; * stands for any characters.", (s, v) => s.With(c => c with { Blocked = v })
        },
        {
            "consent", Of(Ref("selector"), PageTexts.ReadSelector), "Clicked as soon as it appears.",
            (s, v) => s.With(c => c with { Consent = v })
        },
        {
            "redirect", Word(Redirects) with { Default = "warn" }, "How a page that ends at another host or path is treated.",
            (s, v) => s.With(c => c with { Redirect = v })
        },
        {
            "login", StepList, "Steps that run once before the first load; not measured.",
            (s, f) => s.With(c => c with { Login = JourneyReader.Read(f, s.Scope, isMeasured: false) })
        },
        {
            "steps", StepList, "Steps that run after the load.",
            (s, f) => s with { Steps = JourneyReader.Read(f, s.Scope, isMeasured: true) }
        },
        { "runs", Loads with { Default = PageSettings.DefaultRuns }, "Number of measured loads.", (s, v) => s with { Runs = v } },
        { "maxRuns", Loads, "Maximum number of loads if their spread is too wide.", (s, v) => s with { MaxRuns = v } },
        {
            "spread", Share(), "Maximum interquartile range of the loads, relative to the median.",
            (s, v) => s with { Spread = v }
        },
        {
            "against", Of(Ref("target"), TargetReader.Read),
            "Base address where the same path is loaded alternately, for regression budgets.", (s, v) => s with { Base = v }
        },
    };

    /// <summary>A page.</summary>
    public static readonly MapGrammar<PageDraft> Page = new("page", "Page", "The keys of audit, and the path.")
    {
        {
            "path", Path with { Required = "the path of the page" }, "Path or absolute address of the page.",
            (p, v) => p with { Path = v }
        },
        { Audit, p => p.Settings, (p, s) => p with { Settings = s } },
    };

    private static JsonObject StepList => List(PlanLimits.PageSteps, Ref(StepKeys.Step));

    private static ValueGrammar<int> Loads => Whole(1, PlanLimits.Runs);

    private static ValueGrammar<string> Path => Of(Ref("path"), PageTexts.ReadPath);

    private static IReadOnlyDictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> above, Field field, VariableScope scope) =>
        HeadersReader.Merge(above, HeadersReader.Read(field, scope, TemplatePlace.Page));
}
