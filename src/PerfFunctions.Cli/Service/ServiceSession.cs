using PerfFunctions.Azurite;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Service;

/// <summary>A service to speak to: the one given, the one already running on this machine, or one started for as long as this lasts.</summary>
public sealed class ServiceSession : IAsyncDisposable
{
    private readonly LocalService? _local;

    private ServiceSession(ServiceClient client, LocalService? local)
    {
        Client = client;
        _local = local;
    }

    /// <summary>Speaks to it.</summary>
    public ServiceClient Client { get; }

    /// <summary>The service that was started for this; null when one was there.</summary>
    public LocalService? Started => _local;

    /// <summary>Opens a session.</summary>
    /// <param name="settings">Which service.</param>
    /// <param name="browser">Whether a browser will be needed; one is installed where there is none.</param>
    /// <param name="time">Clock.</param>
    /// <param name="say">Receives progress messages, one sentence each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="start">Whether one is started where none runs: not for what looks after a service that others use.</param>
    /// <exception cref="CliException">No service could be had; the message says why.</exception>
    public static async Task<ServiceSession> OpenAsync(
        Settings settings, bool browser, TimeProvider time, Action<string> say, CancellationToken cancellationToken,
            bool start = true)
    {
        if (settings.Server is not null)
        {
            return new ServiceSession(new ServiceClient(settings.Server, settings.Key, settings.Token), null);
        }

        var running = new ServiceClient(new Uri($"http://127.0.0.1:{settings.Port}"), settings.Key, settings.Token);
        // Whoever joins a hub adds a service to it, whatever runs here already.
        if (settings.Hub is null && await running.IsHealthyAsync(cancellationToken))
        {
            say($"Using the service that already runs at {running.Address}.");
            return new ServiceSession(running, null);
        }

        running.Dispose();
        if (!start)
        {
            throw new CliException($"No service is running at {running.Address}: start one with 'perf up', or set --server or PERF_SERVER.");
        }

        try
        {
            Dictionary<string, string> environment = [];
            if (browser)
            {
                environment[ChromiumFinder.Variable] = await ChromiumInstaller.EnsureAsync(say, time, cancellationToken);
            }

            say("Starting storage and service …");
            LocalServiceOptions options = new(settings.Port) { Hub = settings.Hub, State = settings.State, Environment = environment };
            LocalService local = await LocalService.StartAsync(options, time, say, cancellationToken);
            return new ServiceSession(new ServiceClient(local.Address, settings.Key, settings.Token), local);
        }
        catch (LocalSetupException e)
        {
            throw new CliException(e.Message);
        }
    }

    /// <summary>Ends what was started.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }
    }
}
