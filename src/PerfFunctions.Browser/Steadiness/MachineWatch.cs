using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>Watches the machine around the loads of one audit.</summary>
/// <param name="options">Whether to watch, and where the browser is.</param>
/// <param name="clock">Clock.</param>
/// <param name="presence">Load that is not to be there; null where pages are meant to be measured under load.</param>
internal sealed class MachineWatch(BrowserOptions options, TimeProvider clock, LoadPresence? presence) : IAsyncDisposable
{
    private readonly CpuBenchmark _benchmark = new(clock);
    private double? _last;

    /// <summary>The speed before the first load.</summary>
    public async Task<double?> BeginAsync(IBrowser browser) =>
        _last = options.WatchMachine ? await _benchmark.MeasureAsync(browser, CpuBenchmark.Long) : null;

    /// <summary>The speed after the last.</summary>
    public async Task<double?> EndAsync(IBrowser browser) =>
        options.WatchMachine ? await _benchmark.MeasureAsync(browser, CpuBenchmark.Long) : null;

    /// <summary>Does a load and says what the machine was like around it; the speed after one load is that before the next.</summary>
    public async Task<(T Result, MachineReading Reading)> AroundAsync<T>(IBrowser browser, Func<Task<T>> load)
    {
        if (!options.WatchMachine)
        {
            return (await load(), MachineReading.None);
        }
        // A browser elsewhere has processors that this machine knows nothing of.
        bool here = string.IsNullOrEmpty(options.Endpoint);
        ProcessorTimes? start = here ? ProcessorTimes.Read() : null;
        Func<bool>? sent = presence?.Watch();
        T result = await load();
        ProcessorUse? during = start is null ? null : ProcessorTimes.Read()?.Since(start, sent?.Invoke() ?? false);
        double? before = _last;
        _last = browser.IsConnected ? await _benchmark.MeasureAsync(browser, CpuBenchmark.Short) : null;
        return (result, new(before, _last, during));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _benchmark.DisposeAsync();
}
