using Microsoft.Playwright;
using PerfFunctions.Browser.Loads;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>
/// Measures how fast the processor is as the browser's script engine feels it, in a blank page that is kept for it: rounds a
/// second of sorting numbers and joining text. It knows nothing of what slows a page under test.
/// </summary>
internal sealed class CpuBenchmark : IAsyncDisposable
{
    /// <summary>For the index of the audit.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMilliseconds(250);

    /// <summary>Between loads.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string Script = """
        length => {
          const numbers = new Float64Array(200);
          let seed = 1, rounds = 0, now;
          const start = performance.now();
          do {
            let text = '';
            for (let i = 0; i < numbers.length; i++) {
              seed = seed * 16807 % 2147483647;
              numbers[i] = seed;
              text += seed % 10;
            }
            numbers.sort();
            rounds += text.length === numbers.length ? 1 : 0;
            now = performance.now();
          } while (now - start < length);
          return rounds * 1000 / (now - start);
        }
        """;

    private readonly TimeProvider _clock;
    private IBrowser? _browser;
    private IPage? _page;

    /// <summary>Opens nothing yet.</summary>
    public CpuBenchmark(TimeProvider clock) => _clock = clock;

    /// <summary>Rounds a second; null when the browser does not do it.</summary>
    public async Task<double?> MeasureAsync(IBrowser browser, TimeSpan length)
    {
        try
        {
            return Math.Round(await RunAsync(browser, length).WaitAsync(Limit, _clock));
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_page?.Context.CloseAsync() ?? Task.CompletedTask).WaitAsync(Limit, _clock);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // Gone with its browser.
        }
    }

    private async Task<double> RunAsync(IBrowser browser, TimeSpan length)
    {
        if (_page is null || _browser != browser)
        {
            _browser = browser;
            _page = await (await browser.NewContextAsync()).NewPageAsync();
            // What the browser does to start a page, and the engine's first look at the script, would count as slowness of the machine.
            await BrowserQuiet.WaitAsync(browser, _clock, CancellationToken.None);
            await _page.EvaluateAsync<double>(Script, Short.TotalMilliseconds);
        }
        return await _page.EvaluateAsync<double>(Script, length.TotalMilliseconds);
    }
}
