using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>Our audit. The rounds here take the place of its warm-up and of its repeats.</summary>
internal sealed class OwnAudits(string browser) : IPageMeter, IAsyncDisposable
{
    private readonly PlaywrightPageAuditor _auditor = new(
        Options.Create(new BrowserOptions { ExecutablePath = browser, WarmUp = false, WatchMachine = false }),
        TimeProvider.System,
        NullLogger<PlaywrightPageAuditor>.Instance);

    /// <summary>What pages are loaded under here, by both.</summary>
    public static PageConditions Conditions { get; } = new()
    {
        Device = DeviceProfile.Mobile,
        Network = NetworkProfile.Named.Single(network => network.Name == "slow-4g"),
        CpuSlowdown = 4,
    };

    /// <inheritdoc />
    public string Name => "ours";

    /// <inheritdoc />
    public async Task<PageReading> MeasureAsync(Uri address, CancellationToken cancellation)
    {
        var target = new AuditTarget("page", address, Conditions, Runs: 1) { KeepEvidence = false };
        PageLoad load = (await _auditor.AuditAsync(target, cancellation)).Measurement.Loads.Single();
        return new(load.Values, load.Failure);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _auditor.DisposeAsync();
}
