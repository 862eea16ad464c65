using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.App;
using PerfFunctions.App.Storage;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary>A service whose storage holds many runs, and two long ones.</summary>
internal sealed class SeededService : IAsyncDisposable
{
    private const int Port = 18199;
    private const int Seconds = 3_600;
    private const int Shards = 1_000;
    private const int Requests = 20;

    private readonly AzuriteProcess _azurite;
    private readonly LocalService _service;

    private SeededService(AzuriteProcess azurite, LocalService service, string longRun, string earlierRun)
    {
        (_azurite, _service) = (azurite, service);
        (LongRun, EarlierRun) = (longRun, earlierRun);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _service.Address;

    /// <summary>The id of a run of an hour on 1,000 shards with 20 requests.</summary>
    public string LongRun { get; }

    /// <summary>The id of one before it.</summary>
    public string EarlierRun { get; }

    /// <summary>Completes when the service ends by itself.</summary>
    public Task Ended => _service.Ended;

    /// <summary>Stores the runs, and starts the service.</summary>
    public static async Task<SeededService> StartAsync(int runs, IProgress<string> progress, CancellationToken cancellationToken)
    {
        AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System, cancellationToken);
        try
        {
            var hub = new TaskHub(azurite.ConnectionString, "Bench" + Guid.NewGuid().ToString("N")[..8]);
            (string longRun, string earlierRun) = await SeedAsync(hub, runs, progress, cancellationToken);
            var options = new LocalServiceOptions(Port) { Hub = hub };
            LocalService service = await LocalService.StartAsync(options, TimeProvider.System, progress.Report, cancellationToken);
            return new(azurite, service, longRun, earlierRun);
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static async Task<(string LongRun, string EarlierRun)> SeedAsync(
        TaskHub hub, int runs, IProgress<string> progress, CancellationToken cancellationToken)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = hub.Storage,
            ["Perf:Storage:Prefix"] = hub.Name,
        }).Build();
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton(configuration)
            .AddPerfFunctions(configuration).BuildServiceProvider();
        await services.GetRequiredService<ResultStorage>().CreateAsync(cancellationToken);

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        progress.Report($"Storing two runs of {Seconds} s on {Shards} shards …");
        var earlier = new LongRun(now.AddHours(-4), "earlier", Seconds, Shards, Requests);
        var newest = new LongRun(now.AddHours(-2), "newest", Seconds, Shards, Requests);
        await Task.WhenAll(earlier.StoreAsync(services, cancellationToken), newest.StoreAsync(services, cancellationToken));
        progress.Report($"Storing {runs} runs …");
        await new ManyRuns(services, newest.Values, now.AddHours(-5)).StoreAsync(runs, cancellationToken);
        return (newest.RunId, earlier.RunId);
    }
}
