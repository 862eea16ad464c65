using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Journeys;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

[assembly: AssemblyFixture(typeof(PerfFunctions.Browser.Tests.Recording.RecordedBrowsers))]

namespace PerfFunctions.Browser.Tests.Recording;

/// <summary>Browsers for the recorder.</summary>
public sealed class RecordedBrowsers()
    : Pool<IAsyncDisposable>(() => new BrowserHost(BrowserKind.Chromium, guarded: false, new(), TimeProvider.System, NullLogger.Instance));

/// <summary>Drives pages for the recorder: one browser for the tests of a class, a context for each load.</summary>
public sealed class Recordings(RecordedBrowsers browsers) : IDisposable
{
    private readonly BrowserHost _host = (BrowserHost)browsers.Take();
    private LoadRecord? _plain;

    /// <summary>Loads an address and records it.</summary>
    /// <param name="address">What to load.</param>
    /// <param name="then">What is done in the page after it has settled.</param>
    /// <param name="settle">Longest wait for a quiet network.</param>
    /// <param name="secrets">Texts to keep out; the evidence is wanted where they are given.</param>
    internal async Task<LoadRecord> RecordAsync(
        Uri address, Func<IPage, LoadRecorder, Task>? then = null, TimeSpan? settle = null, params string[] secrets)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using IBrowserContext context = await OpenAsync(address);
        IPage page = await context.NewPageAsync();
        LoadRecorder recorder = await LoadRecorder.AttachAsync(page, new(address, secrets.Length > 0, secrets), TimeProvider.System);
        await page.GotoAsync(address.AbsoluteUri);
        await recorder.SettleAsync(settle ?? TimeSpan.FromSeconds(3), cancellationToken);
        await (then?.Invoke(page, recorder) ?? Task.CompletedTask);
        return await recorder.EndAsync().WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
    }

    /// <summary>Records a page that is nothing but itself.</summary>
    internal async Task<LoadRecord> RecordAsync(string html, Func<IPage, LoadRecorder, Task>? then = null)
    {
        await using TestSite site = await TestSite.ServeAsync(html);
        return await RecordAsync(site.Address, then);
    }

    /// <summary>One load of a page with a heading and nothing else, the same for all who ask.</summary>
    internal async Task<LoadRecord> PlainAsync() => _plain ??= await RecordAsync(Pages.Head + "<h1>Words</h1>");

    /// <summary>Walks through a page that nobody records; a step has 2 s. Gives why it got stuck.</summary>
    internal async Task<string?> WalkAsync(Uri address, params JourneyStep[] steps)
    {
        await using IBrowserContext context = await OpenAsync(address);
        IPage page = await context.NewPageAsync();
        JourneyDriver journey = new(page, address, new() { StepTimeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);
        await page.GotoAsync(address.AbsoluteUri);
        return await journey.WalkAsync(steps, null, TestContext.Current.CancellationToken);
    }

    /// <summary>A step of a journey, as a driver makes it.</summary>
    internal static async Task StepAsync(LoadRecorder recorder, string name, Func<Task> act)
    {
        await recorder.BeginStepAsync(name);
        await act();
        await recorder.SettleAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await recorder.EndStepAsync();
    }

    public void Dispose() => browsers.Return(_host);

    private async Task<IBrowserContext> OpenAsync(Uri address)
    {
        IBrowser browser = await _host.GetAsync(TestContext.Current.CancellationToken);
        return await browser.NewContextAsync(ContextOptions.For(new(address, address, new() { Device = DeviceProfile.Desktop }, []), browser.Version));
    }
}
