using Microsoft.Playwright;

namespace PerfFunctions.Browser.Journeys;

/// <summary>
/// Sees whether a page has opened another window. Playwright says so once that window is ready, which on a busy machine is after
/// the step has ended; Chromium says it while the window is asked for.
/// </summary>
internal sealed class WindowWatch
{
    private readonly IPage _page;
    private ICDPSession? _session;
    private int _opened;

    /// <summary>Starts to watch; what opens is closed again.</summary>
    public WindowWatch(IPage page)
    {
        _page = page;
        page.Popup += (_, opened) =>
        {
            Interlocked.Increment(ref _opened);
            _ = opened.CloseAsync().ContinueWith(task => task.Exception, TaskScheduler.Default);
        };
    }

    /// <summary>Asks Chromium to say it; other browsers do not know how.</summary>
    public async Task AttachAsync()
    {
        try
        {
            _session = await _page.Context.NewCDPSessionAsync(_page);
            _session.Event("Page.windowOpen").OnEvent += (_, _) => Interlocked.Increment(ref _opened);
            await _session.SendAsync("Page.enable");
        }
        catch (PlaywrightException)
        {
            _session = null;
        }
    }

    /// <summary>How often it was said until now that a window opens.</summary>
    public int Count => Volatile.Read(ref _opened);

    /// <summary>The count once the browser has answered: all that it said before is in it.</summary>
    public async Task<int> CountAsync()
    {
        try
        {
            await (_session?.SendAsync("Page.getFrameTree") ?? Task.CompletedTask);
        }
        catch (PlaywrightException)
        {
            // The page is gone; why is said elsewhere.
        }
        return Count;
    }
}
