using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

/// <summary>An auditor for the tests of a class, which has its browser for itself meanwhile; each load has a context of its own.</summary>
public sealed class AuditFixture(Auditors auditors) : IDisposable
{
    public PlaywrightPageAuditor Auditor { get; } = auditors.Take();

    public static PlaywrightPageAuditor Create(BrowserOptions options, TimeProvider? clock = null) =>
        new(Options.Create(options), clock ?? TimeProvider.System, NullLogger<PlaywrightPageAuditor>.Instance);

    public void Dispose() => auditors.Return(Auditor);

    /// <summary>Audits an address, once unless told.</summary>
    public async Task<PageMeasurement> AuditAsync(Uri address, int runs = 1, DeviceProfile? device = null) =>
        (await AuditAsync(Target(address, runs, device))).Measurement;

    /// <summary>Audits as told.</summary>
    public Task<AuditedPage> AuditAsync(AuditTarget target) => Auditor.AuditAsync(target, TestContext.Current.CancellationToken);

    /// <summary>A page on a phone, unless told.</summary>
    public static AuditTarget Target(Uri address, int runs = 1, DeviceProfile? device = null) =>
        new("page", address, new() { Device = device ?? DeviceProfile.Mobile }, runs);

    /// <summary>The one load of an address, which has to have worked.</summary>
    public async Task<PageLoad> LoadAsync(Uri address, DeviceProfile? device = null)
    {
        PageLoad load = Assert.Single((await AuditAsync(address, 1, device)).Loads);
        Assert.Null(load.Failure);
        return load;
    }

    /// <summary>Why the one load of an address failed.</summary>
    public async Task<string> FailureAsync(Uri address)
    {
        PageLoad load = Assert.Single((await AuditAsync(address)).Loads);
        Assert.Empty(load.Values);
        return Assert.IsType<string>(load.Failure);
    }
}
