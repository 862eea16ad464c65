using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>
/// Our audit as it comes, with the load that it throws away first: between two turns our browser has stood idle for as long as
/// Lighthouse takes, and a machine takes memory from what is idle. The rounds take the place of its loads.
/// </summary>
internal sealed class OwnAudits(string browser) : IPageMeter, IAsyncDisposable
{
    private readonly PlaywrightPageAuditor _auditor = new(
        Options.Create(new BrowserOptions { ExecutablePath = browser }),
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
    public async Task<PageReading> MeasureAsync(Uri address, CancellationToken cancellationToken)
    {
        var target = new AuditTarget("page", address, Conditions, Runs: 1) { KeepEvidence = false };
        PageLoad load = (await _auditor.AuditAsync(target, cancellationToken)).Measurement.Loads.Single();
        return new(load.Values, load.Failure);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _auditor.DisposeAsync();
}
