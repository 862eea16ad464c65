using Microsoft.Extensions.Configuration;

namespace PerfFunctions.Host.Hosting;

/// <summary>What the host runs and where.</summary>
internal sealed class HostSettings
{
    private readonly IConfiguration _configuration;

    /// <summary>Reads the settings, and <c>host.json</c> beside the app with its <c>AzureFunctionsJobHost__…</c> overrides.</summary>
    /// <param name="app">Path of the app's assembly.</param>
    /// <param name="configuration">Settings: environment and command line.</param>
    public HostSettings(string app, IConfiguration configuration)
    {
        App = Path.GetFullPath(app);
        _configuration = configuration;

        // Copied, not chained: a chained configuration takes an empty text for no value.
        HostJson = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppFolder, "host.json"), optional: true)
            .AddInMemoryCollection(configuration.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true))
            .Build();
    }

    /// <summary>Path of the app's assembly.</summary>
    public string App { get; }

    /// <summary>The folder that the app, its settings and host.json are in.</summary>
    public string AppFolder => Path.GetDirectoryName(App)!;

    /// <summary>What host.json says.</summary>
    public IConfiguration HostJson { get; }

    /// <summary>All settings.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>Connection string of the storage account that keeps the task hub.</summary>
    /// <exception cref="InvalidOperationException">None is set.</exception>
    public string Storage => _configuration["AzureWebJobsStorage"] is { Length: > 0 } storage
        ? storage
        : throw new InvalidOperationException(
            "AzureWebJobsStorage is not set: set the connection string of the storage account (or emulator) that holds the task hub.");

    /// <summary>Name of the task hub.</summary>
    public string Hub => HostJson["extensions:durableTask:hubName"] ?? "TestHubName";

    /// <summary>
    /// Name of this host among those of a task hub: the same after a restart, so that it takes up its partitions at once, and
    /// never that of another host on the same machine.
    /// </summary>
    public string Instance => _configuration["Host:Instance"] is { Length: > 0 } given ? given : $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Whether a function is left out, by <c>AzureWebJobs.NAME.Disabled</c> as on the real host.</summary>
    public bool IsDisabled(string function) => _configuration.GetValue($"AzureWebJobs.{function}.Disabled", false);
}
