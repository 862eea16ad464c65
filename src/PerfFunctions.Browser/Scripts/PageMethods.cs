using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Methods of a page.</summary>
internal static class PageMethods
{
    /// <summary>The methods by name; each gives what a script gets, as a value that can be JSON.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ScriptPage, CallArguments, Task<object?>>> All =
        new Dictionary<string, Func<ScriptPage, CallArguments, Task<object?>>>
        {
            ["goto"] = async (of, given) => of.Keep(await of.Page.GotoAsync(
                of.AddressOf(given.Text(0)),
                new() { Timeout = given.TimeoutAt(1), WaitUntil = UntilOf(given.TextOption(1, "waitUntil")), Referer = given.TextOption(1, "referer") })),
            ["reload"] = async (of, given) => of.Keep(await of.Page.ReloadAsync(
                new() { Timeout = given.TimeoutAt(0), WaitUntil = UntilOf(given.TextOption(0, "waitUntil")) })),
            ["goBack"] = async (of, given) => of.Keep(await of.Page.GoBackAsync(
                new() { Timeout = given.TimeoutAt(0), WaitUntil = UntilOf(given.TextOption(0, "waitUntil")) })),
            ["goForward"] = async (of, given) => of.Keep(await of.Page.GoForwardAsync(
                new() { Timeout = given.TimeoutAt(0), WaitUntil = UntilOf(given.TextOption(0, "waitUntil")) })),
            ["waitForNavigation"] = WaitForNavigationAsync,
            ["waitForURL"] = (of, given) => DoneAsync(WaitForAddressAsync(of.Page, given)),
            ["waitForLoadState"] = (of, given) => DoneAsync(of.Page.WaitForLoadStateAsync(StateOf(given.Text(0)), new() { Timeout = given.TimeoutAt(1) })),
            ["waitForFunction"] = WaitForFunctionAsync,
            ["evaluate"] = async (of, given) => ScriptFunction.ResultOf(
                await of.Page.EvaluateAsync<string?>(ScriptFunction.AsJson(given.At(0)), ScriptFunction.Arguments(given.At(1)))),
            ["title"] = async (of, _) => await of.Page.TitleAsync(),
            ["content"] = async (of, _) => await of.Page.ContentAsync(),
            ["setContent"] = (of, given) => DoneAsync(of.Page.SetContentAsync(
                given.Text(0), new() { Timeout = given.TimeoutAt(1), WaitUntil = UntilOf(given.TextOption(1, "waitUntil")) })),
            ["setViewportSize"] = (of, given) => DoneAsync(of.Page.SetViewportSizeAsync(SizeOf(given, "width"), SizeOf(given, "height"))),
            ["bringToFront"] = (of, _) => DoneAsync(of.Page.BringToFrontAsync()),
            ["emulateMedia"] = (of, given) => DoneAsync(of.Page.EmulateMediaAsync(new()
            {
                ColorScheme = EmulationOptions.SchemeOf(given.TextOption(0, "colorScheme")),
                ReducedMotion = EmulationOptions.MotionOf(given.TextOption(0, "reducedMotion")),
                Media = given.TextOption(0, "media") is { } media ? media == "print" ? Media.Print : Media.Screen : null,
            })),
            ["throttleCPU"] = (of, given) => DoneAsync(of.ThrottleAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Math.Clamp(given.NumberOption(0, "rate") ?? 1, 1, 100) })),
            ["throttleNetwork"] = (of, given) => DoneAsync(of.ThrottleAsync("Network.emulateNetworkConditions", new()
            {
                ["offline"] = false,
                ["latency"] = given.NumberOption(0, "latency") ?? 0,
                ["downloadThroughput"] = given.NumberOption(0, "download") ?? -1,
                ["uploadThroughput"] = given.NumberOption(0, "upload") ?? -1,
            })),
            ["setExtraHTTPHeaders"] = (of, given) => DoneAsync(of.Page.SetExtraHTTPHeadersAsync(EmulationOptions.TextsOf(given.At(0)))),
        };

    /// <summary>Those by which a page is left, by name.</summary>
    public static readonly IReadOnlySet<string> Leaving = new HashSet<string> { "goto", "reload", "goBack", "goForward", "evaluate", "setContent" };

    private static async Task<object?> DoneAsync(Task work)
    {
        await work;
        return null;
    }

    // A script says it beside what leaves the page, in Promise.all, so that it listens before.
#pragma warning disable CS0612, CS0618
    private static async Task<object?> WaitForNavigationAsync(ScriptPage of, CallArguments given) => of.Keep(await of.Page.WaitForNavigationAsync(new()
    {
        Timeout = given.TimeoutAt(0),
        WaitUntil = UntilOf(given.TextOption(0, "waitUntil")),
        UrlString = given.Option(0, "url") is { ValueKind: JsonValueKind.String } url ? url.GetString() : null,
        UrlRegex = CallArguments.Pattern(given.Option(0, "url")),
    }));
#pragma warning restore CS0612, CS0618

    private static Task WaitForAddressAsync(IPage page, CallArguments given)
    {
        PageWaitForURLOptions options = new() { Timeout = given.TimeoutAt(1), WaitUntil = UntilOf(given.TextOption(1, "waitUntil")) };
        Regex? pattern = CallArguments.Pattern(given.At(0));
        return pattern is null ? page.WaitForURLAsync(given.Text(0), options) : page.WaitForURLAsync(pattern, options);
    }

    private static async Task<object?> WaitForFunctionAsync(ScriptPage of, CallArguments given)
    {
        IJSHandle found = await of.Page.WaitForFunctionAsync(
            ScriptFunction.Of(given.At(0)), ScriptFunction.Arguments(given.At(2)),
            new() { Timeout = given.TimeoutAt(1), PollingInterval = given.NumberOption(1, "polling") });
        return await found.EvaluateAsync<bool>("found => Boolean(found)");
    }

    private static int SizeOf(CallArguments given, string side) =>
        given.NumberOption(0, side) is { } size ? (int)Math.Clamp(size, 1, 10_000) : throw new CallRefusedException("a size is { width, height }");

    private static WaitUntilState? UntilOf(string? state) => state switch
    {
        null => null,
        "load" => WaitUntilState.Load,
        "domcontentloaded" => WaitUntilState.DOMContentLoaded,
        "networkidle" => WaitUntilState.NetworkIdle,
        _ => throw new CallRefusedException($"'{state}' is not one of load, domcontentloaded and networkidle"),
    };

    private static LoadState StateOf(string state) => state switch
    {
        "" or "load" => LoadState.Load,
        "domcontentloaded" => LoadState.DOMContentLoaded,
        "networkidle" => LoadState.NetworkIdle,
        _ => throw new CallRefusedException($"'{state}' is not one of load, domcontentloaded and networkidle"),
    };
}
