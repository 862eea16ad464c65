using System.Diagnostics;
using Microsoft.Playwright;
using PerfFunctions.Benchmarks.Reporting;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary>Opens the page of a long run at full speed and zooms its charts by dragging, as a person does.</summary>
internal static class ZoomBenchmark
{
    private const int Drags = 6;
    private const int Moves = 30;

    /// <summary>The figures, in two lines.</summary>
    public static async Task<string> RunAsync(string browser, Uri address, int rounds, CancellationToken cancellationToken)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser });
        List<double> opened = [];
        List<double> frames = [];
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IPage page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
            long start = Stopwatch.GetTimestamp();
            await page.GotoAsync(address.AbsoluteUri);
            await page.Locator("#rate-chart canvas").WaitForAsync();
            // Drawn last, from the report.
            await page.Locator("#heat-chart canvas").WaitForAsync();
            opened.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            frames.AddRange(await ZoomAsync(page));
            await page.CloseAsync();
        }

        frames.Sort();
        return FormattableString.Invariant(
            $"The long run is drawn after {Median.Of(opened):0} ms.\n") +
            FormattableString.Invariant(
                $"Zoomed, a frame takes {Median.Of(frames):0.0} ms, the 95th of 100 {frames[(int)(0.95 * frames.Count)]:0.0} ms ({frames.Count} frames).");
    }

    // Time between frames, in milliseconds.
    private static async Task<double[]> ZoomAsync(IPage page)
    {
        ILocator chart = page.Locator("#rate-chart .u-over");
        await chart.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await chart.BoundingBoxAsync())!;
        await page.EvaluateAsync(
            """
            () => {
              window.frames_ = [];
              let last = performance.now();
              const step = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(step); };
              requestAnimationFrame(step);
            }
            """);
        for (int drag = 0; drag < Drags; drag++)
        {
            (float y, float from) = (box.Y + (box.Height / 2), box.X + (box.Width * 0.2f));
            await page.Mouse.MoveAsync(from, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), y, new() { Steps = Moves });
            await page.Mouse.UpAsync();
        }

        return await page.EvaluateAsync<double[]>("window.frames_.slice(1)");
    }
}
