using PerfFunctions.Browser.Setup;

[assembly: AssemblyFixture(typeof(PerfFunctions.Browser.Tests.Auditors))]

namespace PerfFunctions.Browser.Tests;

/// <summary>Auditors with a browser each, without warm-up so that each request a test server sees is a measured one.</summary>
public sealed class Auditors() : Pool<PlaywrightPageAuditor>(() => AuditFixture.Create(new()
{
    WarmUp = false,
    WatchMachine = false,
    LoadTimeout = TimeSpan.FromSeconds(8),
    SettleTime = TimeSpan.FromSeconds(2),
    StepTimeout = TimeSpan.FromSeconds(1),
})), IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await ChromiumInstaller.EnsureAsync(Console.WriteLine, TimeProvider.System);
}
