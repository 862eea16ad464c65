using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Benchmarks.Service;

/// <summary>Starts the service as <c>perf up</c> does and measures what a user waits for.</summary>
internal static class ServiceBenchmark
{
    private static readonly TimeSpan IdleSpan = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task<ServiceFigures> RunAsync(int rounds, int shards, StandardError progress, CancellationToken cancellationToken)
    {
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System, cancellationToken);
        var hub = new TaskHub(azurite.ConnectionString, "Bench" + Guid.NewGuid().ToString("N")[..8]);

        // All shards of a run are at the barrier at once.
        var settings = new Dictionary<string, string>
        {
            ["Perf__MaxShards"] = shards.ToString(CultureInfo.InvariantCulture),
            ["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"] = (shards + 8).ToString(CultureInfo.InvariantCulture),
        };
        var watch = Stopwatch.StartNew();
        await using LocalService service = await LocalService.StartAsync(
            new(7199) { Hub = hub, Environment = settings }, TimeProvider.System, progress.Report, cancellationToken);
        TimeSpan startUp = watch.Elapsed;
        using var client = new ServiceClient(service.Address);
        await using FirstRequestTarget target = await FirstRequestTarget.StartAsync();

        // The first run compiles what the others find.
        await FirstRequestAsync(client, target, cancellationToken);
        List<double> first = [];
        for (int round = 0; round < rounds; round++)
        {
            first.Add(await FirstRequestAsync(client, target, cancellationToken));
        }

        watch.Restart();
        RunAccepted accepted = await client.StartAsync(Plan(shards), target.Address.ToString(), cancellationToken);
        await EndAsync(client, accepted.RunId, cancellationToken);
        TimeSpan fanOut = watch.Elapsed;

        await Task.Delay(Settle, cancellationToken);
        using var process = Process.GetProcessById(service.ProcessId);
        TimeSpan before = process.TotalProcessorTime;
        await Task.Delay(IdleSpan, cancellationToken);
        process.Refresh();
        double idle = (process.TotalProcessorTime - before) / IdleSpan;
        return new(startUp, new([.. first.Order()]), fanOut, idle, process.WorkingSet64 / 1e6);
    }

    private static async Task<double> FirstRequestAsync(ServiceClient client, FirstRequestTarget target, CancellationToken cancellationToken)
    {
        Task<long> requested = target.NextAsync();
        long start = Stopwatch.GetTimestamp();
        RunAccepted accepted = await client.StartAsync(Plan(1), target.Address.ToString(), cancellationToken);
        long first = await requested.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        await EndAsync(client, accepted.RunId, cancellationToken);
        return Stopwatch.GetElapsedTime(start, first).TotalMilliseconds;
    }

    private static async Task EndAsync(ServiceClient client, string runId, CancellationToken cancellationToken)
    {
        while ((await client.GetAsync(runId, cancellationToken)).Outcome is null)
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    private static string Plan(int shards) => $$"""
        version: 1
        name: bench
        shards: {{shards}}
        load:
          once:
            users: { count: {{shards}}, iterations: 1, for: 30s }
            flow: [ { get: / } ]
        budgets: [ once.errors < 1% ]
        """;

    /// <summary>Answers all requests, and says when the next one came.</summary>
    private sealed class FirstRequestTarget(WebApplication app) : IAsyncDisposable
    {
        private TaskCompletionSource<long> _next = new();

        public Uri Address => new(app.Urls.Single());

        public static async Task<FirstRequestTarget> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            WebApplication app = builder.Build();
            var target = new FirstRequestTarget(app);
            app.Run(_ =>
            {
                target._next.TrySetResult(Stopwatch.GetTimestamp());
                return Task.CompletedTask;
            });
            await app.StartAsync();
            return target;
        }

        public Task<long> NextAsync() => (_next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
