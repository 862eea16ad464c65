using Microsoft.Playwright;

namespace PerfFunctions.Browser.Journeys;

/// <summary>Goes to an address and waits for the load event.</summary>
internal static class Navigation
{
    // Playwright keeps its time limit itself; this is for a page that keeps Playwright from answering.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Why there is no page, in one sentence; null when there is one.</summary>
    /// <exception cref="PlaywrightException">The navigation failed; <see cref="LoadFailure.Navigation"/> says why.</exception>
    public static async Task<string?> GoAsync(IPage page, Uri address, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        // An error answer without a body fails the navigation itself; what the server said is then in the response event only.
        int answered = 0;
        void Note(object? sender, IResponse response) =>
            answered = response.Request.IsNavigationRequest && response.Frame == page.MainFrame ? response.Status : answered;
        page.Response += Note;
        try
        {
            IResponse? response = await page
                .GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load, Timeout = (float)limit.TotalMilliseconds })
                .WaitAsync(limit + AnswerLimit, clock, cancellationToken);
            return response?.Status >= 400 ? LoadFailure.Status(response.Status) : null;
        }
        catch (PlaywrightException) when (answered >= 400)
        {
            return LoadFailure.Status(answered);
        }
        catch (TimeoutException)
        {
            return LoadFailure.TimedOut(limit);
        }
        finally
        {
            page.Response -= Note;
        }
    }
}
