using PerfFunctions.App.Triggers;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Cli.Service;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The service under test: the one at <c>PERF_BASE_URL</c> (key in <c>PERF_KEY</c>), else one started here.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private ServiceProcess? _process;
    private ServiceClient? _external;
    private HttpClient? _externalHttp;

    /// <summary>Speaks its API as the command line does.</summary>
    public ServiceClient Client => _process?.Client ?? _external!;

    /// <summary>Speaks its API as curl does.</summary>
    public HttpClient Http => _process?.Http ?? _externalHttp!;

    /// <summary>A storage emulator that other services of these tests can share.</summary>
    public string Storage => _azurite.ConnectionString;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        string? key = Environment.GetEnvironmentVariable("PERF_KEY");
        if (Environment.GetEnvironmentVariable("PERF_BASE_URL") is { Length: > 0 } address)
        {
            _external = new ServiceClient(new Uri(address), key);
            _externalHttp = new HttpClient { BaseAddress = new Uri(address) };
            _externalHttp.DefaultRequestHeaders.Add("x-functions-key", key);
            return;
        }

        string chromium = await ChromiumInstaller.EnsureAsync(_ => { }, TimeProvider.System);
        _process = new ServiceProcess(
            Storage, new Dictionary<string, string> { [ChromiumFinder.Variable] = chromium });
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
            async () => (run = await client.GetAsync(runId, TestContext.Current.CancellationToken)).Outcome is not null,
            $"the end of run {runId}", TimeSpan.FromSeconds(120));
        return run!;
    }
}
