using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Scripts;

/// <summary>The context and the pages of a session, and the calls of them.</summary>
/// <param name="browser">The browser of its shard.</param>
/// <param name="clock">Clock.</param>
internal sealed class SessionPages(ScriptBrowser browser, TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<int, ScriptPage> _pages = new();
    private readonly Lock _order = new();
    private Task _before = Task.CompletedTask;
    private IBrowserContext? _context;
    private RequestFigures? _requests;
    private int _last;
    private bool _isOver;

    /// <summary>How long a call may take where it says no other time.</summary>
    public TimeSpan Timeout { get; private set; } = TimeSpan.FromSeconds(30);

    /// <summary>Why everything was closed in the middle; null where it was not.</summary>
    public string? Ended { get; private set; }

    /// <summary>Address of the page that a call is of; null where it is of none.</summary>
    public string? AddressOf(CallArguments given) => _pages.TryGetValue(given.Number("page"), out ScriptPage? page) ? page.Page.Url : null;

    /// <summary>Does what a script asks for.</summary>
    /// <param name="method">Name of the method.</param>
    /// <param name="given">What it is given.</param>
    /// <param name="measured">Takes what is measured.</param>
    /// <param name="cancellationToken">Gives up the start of a browser.</param>
    public async Task<object?> DoAsync(string method, CallArguments given, Action<BrowserMeasure> measured, CancellationToken cancellationToken)
    {
        string name = method[(method.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return method switch
        {
            "browser.newContext" => await InOrder(() => OpenContextAsync(given, measured, cancellationToken)),
            "context.newPage" => await InOrder(OpenPageAsync),
            "context.close" => await InOrder(() => CloseContextAsync(measured)),
            "context.setDefaultTimeout" => Keep(given),
            "page.close" => await InOrder(() => ClosePageAsync(given.Number("page"), measured)),
            _ when method.StartsWith("context.", StringComparison.Ordinal) && ContextMethods.All.TryGetValue(name, out var call) =>
                await call(_context ?? throw new CallRefusedException("the context is closed"), given),
            _ => await OfPageAsync(method, name, given),
        };
    }

    /// <summary>Closes everything.</summary>
    public Task<object?> CloseAsync(Action<BrowserMeasure> measured)
    {
        _isOver = true;
        return InOrder(() => CloseContextAsync(measured));
    }

    // What opens and closes waits for what did so before.
    private Task<object?> InOrder(Func<Task<object?>> work)
    {
        lock (_order)
        {
            Task<object?> next = AfterAsync(_before, work);
            _before = next;
            return next;
        }
    }

    private static async Task<object?> AfterAsync(Task before, Func<Task<object?>> work)
    {
        await before.ContinueWith(done => done.Exception, TaskScheduler.Default);
        return await work();
    }

    private async Task<object?> OfPageAsync(string method, string name, CallArguments given)
    {
        ScriptPage page = _pages.TryGetValue(given.Number("page"), out ScriptPage? open) ? open : throw new CallRefusedException("the page is closed");
        Task<object?> work = method.StartsWith("element.", StringComparison.Ordinal) ? OfElementAsync(page, name, given)
            : InputMethods.All.TryGetValue(method, out var input) ? OfInputAsync(page, input, given)
            : method == "response.text" ? page.TextAsync(given.Number("response"))
            : PageMethods.All.TryGetValue(name, out var call) ? LeaveAsync(page, PageMethods.Leaving.Contains(name), () => call(page, given))
            : throw new CallRefusedException("there is no such method");

        // A crash leaves the calls of a page without an answer.
        if (await Task.WhenAny(work, page.Crashed) == page.Crashed)
        {
            _ = work.ContinueWith(done => done.Exception, TaskScheduler.Default);
            throw new CallRefusedException("the page crashed");
        }

        return await work;
    }

    private static Task<object?> OfElementAsync(ScriptPage page, string name, CallArguments given) =>
        LocatorMethods.All.TryGetValue(name, out var call)
            ? LeaveAsync(page, LocatorMethods.Leaving.Contains(name), () => call(LocatorPath.Resolve(page.Page, given.Path), given))
            : throw new CallRefusedException("there is no such method");

    private static Task<object?> OfInputAsync(ScriptPage page, Func<IPage, CallArguments, Task> input, CallArguments given) =>
        LeaveAsync(page, true, async () =>
        {
            await input(page.Page, given);
            return null;
        });

    private static async Task<object?> LeaveAsync(ScriptPage page, bool mayLeave, Func<Task<object?>> call)
    {
        if (mayLeave)
        {
            await page.NoteAsync();
        }

        return await call();
    }

    private object? Keep(CallArguments given)
    {
        TimeSpan asked = TimeSpan.FromMilliseconds(Math.Clamp(given.Number(0), 0, Longest.TotalMilliseconds));
        Timeout = asked < Shortest ? Longest : asked;
        return null;
    }

    private async Task<object?> OpenContextAsync(CallArguments given, Action<BrowserMeasure> measured, CancellationToken cancellationToken)
    {
        if (_context is not null || _isOver)
        {
            throw new CallRefusedException(_isOver ? "the iteration is over" : "a context is open already: close it before, as a user has one");
        }

        IBrowserContext context = await browser.OpenContextAsync(given, cancellationToken);
        _requests = browser.Figures(measured, reason => _ = EndAsync(context, reason));
        _requests.Watch(context);
        _context = context;
        return null;
    }

    private async Task EndAsync(IBrowserContext context, string reason)
    {
        if (Ended is null)
        {
            Ended = reason;
            await context.CloseAsync().ContinueWith(closed => closed.Exception, TaskScheduler.Default);
        }
    }

    private async Task<object?> OpenPageAsync()
    {
        IBrowserContext context = _context is { } open && !_isOver ? open : throw new CallRefusedException("the context is closed");
        browser.Pages.Take();
        try
        {
            _pages[++_last] = await ScriptPage.OpenAsync(context, browser, clock);
            return _last;
        }
        catch
        {
            browser.Pages.Give();
            throw;
        }
    }

    private async Task<object?> ClosePageAsync(int number, Action<BrowserMeasure> measured)
    {
        if (_pages.TryRemove(number, out ScriptPage? page))
        {
            try
            {
                foreach (BrowserMeasure measure in await page.CloseAsync())
                {
                    measured(measure);
                }

                await (_requests?.EndAsync() ?? Task.CompletedTask);
            }
            finally
            {
                browser.Pages.Give();
            }
        }

        return null;
    }

    private async Task<object?> CloseContextAsync(Action<BrowserMeasure> measured)
    {
        foreach (int number in _pages.Keys)
        {
            await ClosePageAsync(number, measured);
        }

        IBrowserContext? context = _context;
        _context = null;
        await (context?.CloseAsync() ?? Task.CompletedTask);
        return null;
    }
}
