using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Journeys;

/// <summary>Does what a step says.</summary>
/// <param name="page">In which page.</param>
/// <param name="address">Address that paths are below.</param>
/// <param name="options">Time limits.</param>
/// <param name="clock">Clock.</param>
internal sealed class StepActs(IPage page, Uri address, BrowserOptions options, TimeProvider clock)
{
    private static readonly TimeSpan CountLimit = TimeSpan.FromSeconds(2);

    private const string DownloadStarts = "Download is starting";

    private readonly float _limit = (float)options.StepTimeout.TotalMilliseconds;

    /// <summary>
    /// Does it. Returns why that was not possible, as the end of a sentence, or null. What was typed is never in it, and so
    /// neither is what the browser says, which repeats it.
    /// </summary>
    public async Task<string?> DoAsync(JourneyAct act, CancellationToken cancellationToken)
    {
        try
        {
            switch (act)
            {
                case OpenAct open:
                    return await OpenAsync(open, cancellationToken);
                case ClickAct click:
                    await Find(click.Selector).ClickAsync(new() { Timeout = _limit });
                    break;
                case FillAct fill:
                    await FillAsync(Find(fill.Selector), fill);
                    break;
                case PressAct press:
                    await page.Keyboard.PressAsync(press.Key).WaitAsync(options.StepTimeout, clock, cancellationToken);
                    break;
                case WaitForAct wait:
                    await Find(wait.Selector).WaitForAsync(new() { State = WaitForSelectorState.Visible, Timeout = _limit });
                    break;
                case WaitAct wait:
                    await Task.Delay(wait.Time, clock, cancellationToken);
                    break;
            }
            return null;
        }
        catch (TimeoutException)
        {
            return await DelayReasonAsync(act);
        }
        catch (PlaywrightException error) when (!page.IsClosed)
        {
            return act switch
            {
                // The step is then the download, which the driver follows.
                OpenAct when error.Message.Contains(DownloadStarts, StringComparison.Ordinal) => null,
                OpenAct open => LoadFailure.Navigation(error, TargetAddress.Of(address, open.Path)),
                PressAct press => $"'{press.Key}' is not a key.",
                _ when error.Message.Contains("selector", StringComparison.OrdinalIgnoreCase) => $"'{Selector(act)}' is not a selector.",
                _ => $"'{Selector(act)}' {Cannot(act)}.",
            };
        }
    }

    private Task<string?> OpenAsync(OpenAct open, CancellationToken cancellationToken) =>
        Navigation.GoAsync(page, TargetAddress.Of(address, open.Path), options.LoadTimeout, clock, cancellationToken);

    // Dots in place of letters, as a password field has them: screenshot and filmstrip show whatever is in a field.
    private async Task FillAsync(ILocator field, FillAct fill)
    {
        if (fill.IsSecret)
        {
            await field.EvaluateAsync(
                "field => field.style.setProperty('-webkit-text-security', 'disc', 'important')", null, new() { Timeout = _limit });
        }
        await field.FillAsync(fill.Text, new() { Timeout = _limit });
    }

    private async Task<string> DelayReasonAsync(JourneyAct act)
    {
        if (Selector(act) is not { } selector)
        {
            return "the page does not respond.";
        }
        int found = await page.Locator(selector).CountAsync().WaitAsync(CountLimit, clock);
        return found == 0
            ? $"nothing matches '{selector}'."
            : FormattableString.Invariant($"'{selector}' exists, but {Cannot(act)} within {options.StepTimeout.TotalSeconds:0.#} s.");
    }

    // The first of several: a plan's selector says which element a user would take, not that there is one only.
    private ILocator Find(string selector) => page.Locator(selector).First;

    private static string? Selector(JourneyAct act) => act switch
    {
        ClickAct click => click.Selector,
        FillAct fill => fill.Selector,
        WaitForAct wait => wait.Selector,
        _ => null,
    };

    private static string Cannot(JourneyAct act) => act switch
    {
        FillAct => "could not be filled in",
        WaitForAct => "did not become visible",
        _ => "could not be clicked",
    };
}
