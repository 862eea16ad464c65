using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Protocol;

/// <summary>
/// Where the product's own scripts run in a page. In Chromium that is an isolated world: it has built-ins of its own, so that
/// nothing that the page does to JSON, Array or performance reaches them, and neither the page nor a frame sees the binding. Other
/// browsers give no such world to the outside; there the scripts run in the page's own.
/// </summary>
internal sealed class PageWorld
{
    private const string Binding = "perfReport";
    private const string Name = "perf";

    private readonly IPage _page;
    private ICDPSession? _session;

    private PageWorld(IPage page) => _page = page;

    /// <summary>Whether the page cannot reach the scripts.</summary>
    public bool IsIsolated => _session is not null;

    /// <summary>Whether a page is in Chromium.</summary>
    public static bool IsChromium(IPage page) => page.Context.Browser?.BrowserType.Name == BrowserType.Chromium;

    /// <summary>Puts a script into each document that the page will load.</summary>
    /// <param name="page">A page that has not been navigated yet.</param>
    /// <param name="script">Statements that may use the constants <c>perfIsolated</c> and <c>perfReport(text)</c>.</param>
    /// <param name="receive">Takes what the script reports, on the connection's thread: it must not throw.</param>
    public static async Task<PageWorld> AttachAsync(IPage page, string script, Action<string> receive)
    {
        PageWorld world = new(page);
        if (IsChromium(page))
        {
            await world.IsolateAsync(script, receive);
        }
        else
        {
            await page.ExposeFunctionAsync(Binding, receive);
            await page.AddInitScriptAsync(Wrapped(script, isolated: false));
        }
        return world;
    }

    /// <summary>The value of an expression in the page's document. It may come from a page that lies: nothing about it is certain.</summary>
    /// <exception cref="PlaywrightException">There is no document, or the expression throws.</exception>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        if (_session is null)
        {
            return await _page.EvaluateAsync<JsonElement>(expression);
        }
        // The same world as the script's: the browser finds it by its name.
        JsonElement tree = await CallAsync("Page.getFrameTree");
        string frame = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        JsonElement made = await CallAsync("Page.createIsolatedWorld", ("frameId", frame), ("worldName", Name));
        JsonElement result = await CallAsync(
            "Runtime.evaluate",
            ("expression", expression), ("contextId", made.GetProperty("executionContextId").GetInt32()), ("returnByValue", true));
        return result.TryGetProperty("exceptionDetails", out _)
            ? throw new PlaywrightException("A script of the measurement failed in the page")
            : result.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Stops all that the page loads, a navigation that has not been answered yet included.</summary>
    /// <exception cref="PlaywrightException">The page does not answer.</exception>
    public Task StopLoadingAsync() => _session is null ? _page.EvaluateAsync("void window.stop()") : CallAsync("Page.stopLoading");

    // A session of our own: Playwright's bindings answer into the page, which is gone when the last values come.
    private async Task IsolateAsync(string script, Action<string> receive)
    {
        _session = await _page.Context.NewCDPSessionAsync(_page);
        _session.On("Runtime.bindingCalled", call =>
        {
            if (call.GetProperty("name").ValueEquals(Binding))
            {
                receive(call.GetProperty("payload").GetString()!);
            }
        });
        // Without it the binding is not put into the documents of a later process.
        await CallAsync("Runtime.enable");
        await CallAsync("Runtime.addBinding", ("name", Binding), ("executionContextName", Name));
        await CallAsync("Page.enable");
        await CallAsync("Page.addScriptToEvaluateOnNewDocument", ("source", Wrapped(script, isolated: true)), ("worldName", Name));
    }

    private async Task<JsonElement> CallAsync(string method, params (string Name, object Value)[] arguments) =>
        await _session!.SendAsync(method, arguments.ToDictionary(a => a.Name, a => a.Value)) ?? default;

    private static string Wrapped(string script, bool isolated) =>
        $"(() => {{\nconst perfIsolated = {(isolated ? "true" : "false")};\nconst {Binding} = globalThis.{Binding};\n"
        + $"if (!perfIsolated && window === window.top) {{ delete globalThis.{Binding}; }}\n{script}\n}})();";
}
