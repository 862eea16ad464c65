using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>
/// The service under test: the one at <c>PERF_BASE_URL</c>, else one started here, by the <see cref="RealHost"/> where that is
/// given. It must run on this machine, as the
/// targets of these tests listen on loopback. A key that may start runs is in <c>PERF_KEY</c>, the host's master key, where
/// that is another, in <c>PERF_ADMIN_KEY</c>.
/// </summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private const string AddressVariable = "PERF_BASE_URL";
    private static readonly string? Given = RealHost.IsGiven ? null : Variable(AddressVariable);
    private readonly AzuriteFixture _azurite = new();
    private string? _chromium;
    private ServiceProcess? _process;
    private ServiceClient? _external;
    private HttpClient? _externalHttp;

    /// <summary>Speaks its API as the command line does.</summary>
    public ServiceClient Client => _process?.Client ?? _external!;

    /// <summary>Speaks its API as curl does.</summary>
    public HttpClient Http => _process?.Http ?? _externalHttp!;

    /// <summary>Headers by which a browser is let in where the service asks for a key; empty where it asks for none.</summary>
    public IReadOnlyDictionary<string, string> KeyHeaders =>
        Http.DefaultRequestHeaders.TryGetValues("x-functions-key", out IEnumerable<string>? keys) ? new Dictionary<string, string> { ["x-functions-key"] = keys.First() } : [];

    /// <summary>Key that the host's own routes ask for; null where they ask for none.</summary>
    public static string? AdminKey => RealHost.Key ?? Variable("PERF_ADMIN_KEY") ?? Variable("PERF_KEY");

    /// <summary>A storage emulator that other services of these tests can share; skips the test where there are none.</summary>
    public string Storage
    {
        get
        {
            SkipWhereGiven();
            return _azurite.ConnectionString;
        }
    }

    /// <summary>Another service with a browser, not started yet; skips the test where there is none.</summary>
    /// <param name="settings">Its environment, beside what every service of these tests has; null for nothing.</param>
    public ServiceProcess NewService(IReadOnlyDictionary<string, string>? settings = null) =>
        new(Storage, new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { [ChromiumFinder.Variable] = _chromium! });

    /// <summary>Whether the service under test runs already.</summary>
    public static bool IsGiven => Given is not null;

    /// <summary>Skips a test that starts a service of its own: where one is given, it alone is tested.</summary>
    public static void SkipWhereGiven() =>
        Assert.SkipWhen(IsGiven, $"It starts a service of its own, with its own storage; {AddressVariable} names another to test.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Given is not null)
        {
            await ReachAsync(new Uri(Given), Variable("PERF_KEY"));
            return;
        }

        await _azurite.InitializeAsync();
        _chromium = await ChromiumInstaller.EnsureAsync(_ => { }, TimeProvider.System);
        _process = NewService(new Dictionary<string, string> { ["Perf__RealUsers__FlushSeconds"] = "1" });
        await _process.StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _azurite.DisposeAsync();
        _external?.Dispose();
        _externalHttp?.Dispose();
    }

    /// <summary>Waits for the end of a run.</summary>
    public Task<RunView> EndOfAsync(string runId) => EndOfAsync(Client, runId);

    /// <summary>Waits for the end of a run of any service.</summary>
    public static async Task<RunView> EndOfAsync(ServiceClient client, string runId)
    {
        RunView? run = null;
        await Eventually.TrueAsync(
            async () => (run = await FindAsync(client, runId))?.Outcome is not null, $"the end of run {runId}", TimeSpan.FromMinutes(5));
        return run!;
    }

    /// <summary>Planned arrivals of a run's first scenario that a busy machine did not start in time, as the run itself reports.</summary>
    public static async Task<int> DroppedAsync(ServiceClient client, string runId)
    {
        using var report = JsonDocument.Parse(await client.ReportAsync(runId, "json", TestContext.Current.CancellationToken));
        return report.RootElement.GetProperty("scenarios")[0].GetProperty("counts").GetProperty("dropped").GetInt32();
    }

    // A delivery is answered before its run is written down.
    private static async Task<RunView?> FindAsync(ServiceClient client, string runId)
    {
        try
        {
            return await client.GetAsync(runId, TestContext.Current.CancellationToken);
        }
        catch (CliException e) when (e.Message.Contains("There is no run", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private async Task ReachAsync(Uri address, string? key)
    {
        if (!address.IsLoopback)
        {
            throw new InvalidOperationException(
                $"{AddressVariable} is {address}, but must be on this machine: the targets of these tests listen on loopback.");
        }

        _external = new ServiceClient(address, key);
        _externalHttp = new HttpClient { BaseAddress = address };
        if (key is not null)
        {
            _externalHttp.DefaultRequestHeaders.Add("x-functions-key", key);
        }

        await Eventually.TrueAsync(
            () => _external.IsHealthyAsync(CancellationToken.None), $"a healthy service at {address}", TimeSpan.FromMinutes(2));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
