using System.Reflection;
using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFunctions.App.Access;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Host;
using PerfFunctions.Host.Hosting;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>The whole service in this process, on a free port and with storage of its own; its timers wait to be called.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> NoHost = WorkerEnvironment.Of(new("http://127.0.0.1:1"), "none", isOpen: true);

    private readonly AzuriteFixture _azurite;
    private readonly FunctionsHost _functions;
    private readonly IHost _app;
    private readonly Task _running;
    private Task? _end;

    // A worker looks for its functions in the entry assembly, which here is the test program's, and for host.json in a folder.
    static Service()
    {
        Assembly.SetEntryAssembly(typeof(ServiceSetup).Assembly);
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
    }

    private Service(AzuriteFixture azurite, FunctionsHost functions, IHost app)
    {
        _azurite = azurite;
        _functions = functions;
        _app = app;
        _running = app.RunAsync();
    }

    public DurableTaskClient Durable { get; private set; } = null!;

    public HttpClient Http => field ??= new() { BaseAddress = new(Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

    public TestPullRequests PullRequests => (TestPullRequests)Get<ICodeHosts>();

    public TestServerMetrics ServerMetrics => Get<TestServerMetrics>();

    public TestFaults Faults => Get<TestFaults>();

    public TestAuditor Auditor => (TestAuditor)Get<IPageAuditor>();

    public static async Task<Service> StartAsync(AzuriteFixture azurite, TimeProvider? time = null, params string[] settings)
    {
        IConfiguration configuration = Settings(azurite, settings);
        FunctionsHost functions = await FunctionsHost.ListenAsync(
            new HostSettings(typeof(ServiceSetup).Assembly.Location, configuration), time is FastTime fast ? new FastOrchestrations(fast).Around : null);
        var service = new Service(azurite, functions, Build(functions, configuration, time));
        await functions.StartAsync(service._running, default);
        service.Durable = await ConnectAsync(functions);
        return service;
    }

    /// <summary>The app without a host around it.</summary>
    public static IHost Build(AzuriteFixture azurite, TimeProvider? time = null, params string[] settings) => Build(null, Settings(azurite, settings), time);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A function class, as the host makes it.</summary>
    public T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(_app.Services, given);

    public async Task<OrchestrationMetadata> EndAsync(string runId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return await Durable.WaitForInstanceCompletionAsync(runId, getInputsAndOutputs: true, timeout.Token);
    }

    /// <summary>Has the service end beside the next tests: its engine takes seconds to hand over its queues.</summary>
    public ValueTask DisposeAsync()
    {
        _azurite.EndsAfter(StopAsync());
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until the service has ended.</summary>
    public Task StopAsync() => _end ??= ShutDownAsync();

    private async Task ShutDownAsync()
    {
        await _functions.StopAsync(_running);
        await _functions.DisposeAsync();
    }

    private static IConfiguration Settings(AzuriteFixture azurite, string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzureWebJobs.NightlyTimer.Disabled"] = "true",
            ["AzureWebJobs.PurgeTimer.Disabled"] = "true",
            ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = Bench.NewPrefix(),
            ["AzureFunctionsJobHost:extensions:durableTask:storageProvider:maxQueuePollingInterval"] = "00:00:00.100",
            ["AzureFunctionsJobHost:extensions:durableTask:storageProvider:partitionCount"] = "1",
            ["AzureFunctionsJobHost:logging:logLevel:default"] = "None",
            ["Perf:Storage:Prefix"] = Bench.NewPrefix(),
            ["Perf:Targets:Local"] = "true",
            ["Perf:Targets:Allowed"] = "*",
        })
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create<string, string?>(setting[0], setting[1])))
        .Build();

    private static IHost Build(FunctionsHost? functions, IConfiguration configuration, TimeProvider? time)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();
        builder.Configuration.AddInMemoryCollection(configuration.AsEnumerable().Where(entry => entry.Value is not null));
        builder.Configuration.AddInMemoryCollection(functions?.WorkerSettings ?? NoHost);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<TestFaults>();
        builder.Services.AddPerfFunctions(builder.Configuration);
        builder.Services.AddSingleton<IPageAuditor, TestAuditor>().AddSingleton<IPagePrinter, TestPrinter>().AddSingleton<ICodeHosts, TestPullRequests>();
        builder.Services.AddSingleton<TestFaults>().AddSingleton<TestServerMetrics>().AddSingleton<IServerMetrics>(services => services.GetRequiredService<TestServerMetrics>());
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        functions?.JoinWorker(builder.Services);
        return builder.Build();
    }

    private static async Task<DurableTaskClient> ConnectAsync(FunctionsHost functions)
    {
        string address = JsonNode.Parse(await functions.DurableClient)!["rpcBaseUrl"]!.GetValue<string>();
        return new GrpcDurableTaskClient(
            "test", new GrpcDurableTaskClientOptions { Channel = GrpcChannel.ForAddress(address) }, NullLogger.Instance);
    }
}
