using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using PerfFunctions.Browser.Loads;

namespace PerfFunctions.Browser.Tests.Loads;

public sealed class BrowserQuietTests
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    // Processor time between two looks, in milliseconds; the last look is the one that is enough.
    [InlineData(3, 90, 0, 10)]
    [InlineData(6, 90, 0, 70, 20, 10, 0)]
    [InlineData(4, 90, -400, 0, 0)]
    public async Task Two_looks_in_a_row_have_to_find_next_to_nothing_done(int looks, params int[] used)
    {
        (bool quiet, int made, TimeSpan waited) = await WaitAsync(look => used.Take(look).Sum() / 1000.0);

        Assert.True(quiet);
        Assert.Equal(looks, made);
        Assert.Equal(Look * looks, waited);
    }

    [Fact]
    public async Task A_browser_that_never_falls_quiet_is_waited_for_until_the_limit_and_told()
    {
        (bool quiet, _, TimeSpan waited) = await WaitAsync(look => look);

        Assert.False(quiet);
        Assert.Equal(BrowserQuiet.Limit, waited);
    }

    [Fact]
    public async Task A_new_page_has_its_process_ready_when_the_wait_is_over()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await TestBrowser.LaunchAsync(playwright);
        ICDPSession session = await browser.NewBrowserCDPSessionAsync();
        await using IBrowserContext context = await browser.NewContextAsync();
        double before = await BrowserQuiet.UsedAsync(session);
        await context.NewPageAsync();

        await BrowserQuiet.WaitAsync(browser, TimeProvider.System, cancellationToken);

        double start = await BrowserQuiet.UsedAsync(session);
        await Task.Delay(Look * 4, cancellationToken);
        double after = await BrowserQuiet.UsedAsync(session);
        Assert.True(start - before > 2 * (after - start), $"{start - before:0.00} s to start, {after - start:0.00} s afterwards.");
    }

    private async Task<(bool Quiet, int Looks, TimeSpan Waited)> WaitAsync(Func<int, double> used)
    {
        int looks = -1;
        DateTimeOffset start = _clock.GetUtcNow();
        Task<bool> wait = BrowserQuiet.WaitAsync(() => Task.FromResult(used(++looks)), _clock, TestContext.Current.CancellationToken);
        while (!wait.IsCompleted)
        {
            _clock.Advance(Look);
        }
        return (await wait, looks, _clock.GetUtcNow() - start);
    }
}
