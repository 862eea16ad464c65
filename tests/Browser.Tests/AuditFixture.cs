using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

[assembly: AssemblyFixture(typeof(PerfFunctions.Browser.Tests.AuditFixture))]
// Loads queue for the one browser anyway, and some tests kill it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace PerfFunctions.Browser.Tests;

/// <summary>A browser and an auditor, shared by the tests; each load has a context of its own anyway.</summary>
public sealed class AuditFixture : IAsyncLifetime
{
    private PlaywrightPageAuditor? _auditor;

    /// <summary>The auditor, without warm-up so that each request a test server sees is a measured one.</summary>
    public PlaywrightPageAuditor Auditor => _auditor!;

    public static PlaywrightPageAuditor Create(BrowserOptions options, TimeProvider? clock = null) =>
        new(Options.Create(options), clock ?? TimeProvider.System, NullLogger<PlaywrightPageAuditor>.Instance);

    public async ValueTask InitializeAsync()
    {
        await ChromiumInstaller.EnsureAsync(Console.WriteLine, TimeProvider.System);
        _auditor = Create(new() { WarmUp = false, WatchMachine = false, LoadTimeout = TimeSpan.FromSeconds(8), SettleTime = TimeSpan.FromSeconds(2), StepTimeout = TimeSpan.FromSeconds(1) });
    }

    public async ValueTask DisposeAsync() => await Auditor.DisposeAsync();

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
