using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Scripts;

/// <summary>A page that a script has opened.</summary>
internal sealed class ScriptPage
{
    private const int MaxAnswers = 100;
    private const string Blank = "about:blank";

    // What takes milliseconds; a page that needs longer is stuck in a script.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    private readonly VitalsReader _vitals;
    private readonly ScriptBrowser _browser;
    private readonly TimeProvider _clock;
    private readonly List<IResponse> _answers = [];
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ICDPSession? _throttle;

    private ScriptPage(IPage page, VitalsReader vitals, ScriptBrowser browser, TimeProvider clock)
    {
        (Page, _vitals, _browser, _clock) = (page, vitals, browser, clock);
        page.Crash += (_, _) => _crashed.TrySetResult();

        // Windows that a page opens would be more than the script has asked for.
        page.Popup += (_, opened) => Forget(opened.CloseAsync());
        page.Dialog += (_, dialog) => Forget(dialog.Type is DialogType.BeforeUnload or DialogType.Alert ? dialog.AcceptAsync() : dialog.DismissAsync());
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Ends when the page crashes.</summary>
    public Task Crashed => _crashed.Task;

    /// <summary>Opens one.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="browser">The browser, which knows where it may go.</param>
    /// <param name="clock">Clock.</param>
    public static async Task<ScriptPage> OpenAsync(IBrowserContext context, ScriptBrowser browser, TimeProvider clock)
    {
        IPage page = await context.NewPageAsync();
        return new ScriptPage(page, await VitalsReader.AttachAsync(page, clock), browser, clock);
    }

    /// <summary>The address that a script wants to go to.</summary>
    /// <exception cref="CallRefusedException">It must not be gone to: it is none of the web, or of a host that is not verified.</exception>
    public string AddressOf(string given)
    {
        if (given == Blank)
        {
            return given;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new CallRefusedException($"'{given}' is not an address with http or https");
        }

        _browser.CheckTarget(url.Host);
        return url.AbsoluteUri;
    }

    /// <summary>Keeps a response, so that a script can ask for more of it.</summary>
    /// <returns>What the script gets of it; null for none.</returns>
    public object? Keep(IResponse? response)
    {
        if (response is null)
        {
            return null;
        }

        lock (_answers)
        {
            if (_answers.Count < MaxAnswers)
            {
                _answers.Add(response);
            }

            return new { response = _answers.IndexOf(response) + 1, status = response.Status, statusText = response.StatusText, url = response.Url, headers = response.Headers };
        }
    }

    /// <summary>The text of a response that was kept.</summary>
    /// <param name="number">Its number, from 1.</param>
    public async Task<object?> TextAsync(int number)
    {
        IResponse? response;
        lock (_answers)
        {
            response = number > 0 && number <= _answers.Count ? _answers[number - 1] : null;
        }

        return response is null ? throw new CallRefusedException($"only {MaxAnswers} responses of a page are kept") : await response.TextAsync();
    }

    /// <summary>Slows down its processor or its network, as long as it is open.</summary>
    /// <param name="method">Command of the DevTools protocol.</param>
    /// <param name="given">What the command is given.</param>
    public async Task ThrottleAsync(string method, Dictionary<string, object> given)
    {
        _throttle ??= await Page.Context.NewCDPSessionAsync(Page);
        await _throttle.SendAsync(method, given);
    }

    /// <summary>Has the document report what it has measured until now: one that goes on to another takes its last values along.</summary>
    /// <returns>Whether there is a document that measures, which one without an address does not.</returns>
    public async Task<bool> NoteAsync()
    {
        try
        {
            JsonElement noted = await _vitals.World.EvaluateAsync("(() => { globalThis.perfSend?.(); return Boolean(globalThis.perfSend); })()").WaitAsync(ReadLimit, _clock);
            return noted.ValueKind == JsonValueKind.True;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // It is stuck, or goes on to another just now; its values until here are known.
            return false;
        }
    }

    /// <summary>Closes it.</summary>
    /// <returns>What was measured in it.</returns>
    public async Task<IReadOnlyList<BrowserMeasure>> CloseAsync()
    {
        if (Page.IsClosed || _crashed.Task.IsCompleted)
        {
            return [];
        }

        // One that does not let itself be closed has said by now what it knows.
        bool measures = await NoteAsync();
        try
        {
            await (measures ? _vitals.HideAndReadAsync(default) : Page.CloseAsync()).WaitAsync(ReadLimit, _clock);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            Forget(Page.CloseAsync());
        }

        return [.. PageVitals.Of(_vitals.Messages)];
    }

    private static void Forget(Task work) => _ = work.ContinueWith(done => done.Exception, TaskScheduler.Default);
}
