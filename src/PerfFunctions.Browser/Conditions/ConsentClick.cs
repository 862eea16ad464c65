using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Conditions;

/// <summary>
/// Clicks a consent banner away as soon as it is visible, in whichever frame it appears. The click is a script's: as true
/// input it would end LCP at a moment that no visitor could match, excuse shifts, and give each load an INP. A banner that does
/// not come is not a failure.
/// </summary>
internal static class ConsentClick
{
    // Playwright would look as well, but the script that it puts into each document for that costs some 13 ms of the
    // processor before the first paint, times the slowdown.
    private const string Script = """
        selector => {
          const timer = setInterval(() => {
            const found = document.querySelector(selector);
            if (found?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
              clearInterval(timer);
              found.click();
            }
          }, 50);
        }
        """;

    private const string IsPlain = "selector => { try { document.querySelector(selector); return true; } catch { return false; } }";

    /// <summary>Begins to look, until the page is closed; the page must not have been navigated yet.</summary>
    public static async Task WatchAsync(IPage page, string selector)
    {
        if (await page.EvaluateAsync<bool>(IsPlain, selector))
        {
            await page.AddInitScriptAsync($"({Script})({JsonSerializer.Serialize(selector)});");
            return;
        }
        // A selector of Playwright's own, such as one by text.
        page.FrameAttached += (_, frame) => _ = ClickAsync(frame, selector);
        _ = ClickAsync(page.MainFrame, selector);
    }

    private static async Task ClickAsync(IFrame frame, string selector)
    {
        try
        {
            ILocator found = frame.Locator(selector).First;
            await found.WaitForAsync(new() { State = WaitForSelectorState.Visible, Timeout = 0 });
            await found.EvaluateAsync("element => element.click()");
        }
        catch (PlaywrightException)
        {
            // The frame has gone, and with it what was to be clicked; or the selector is none, and nothing is.
        }
    }
}
