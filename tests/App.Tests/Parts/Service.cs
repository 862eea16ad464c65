using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Access;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Orchestrations;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Servers;
using PerfFunctions.LocalHost.Hosting;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>The whole service in this process, on a free port and with storage of its own; its timers wait to be called.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost _host;

    private Service(IHost host) => _host = host;

    public DurableTaskClient Durable => Get<DurableTaskClient>();

    public HttpClient Http => field ??= new() { BaseAddress = new(Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

    public TestPullRequests PullRequests => (TestPullRequests)Get<IPullRequests>();

    public TestServerMetrics ServerMetrics => Get<TestServerMetrics>();

    public TestAuditor Auditor => (TestAuditor)Get<IPageAuditor>();

    public static async Task<Service> StartAsync(AzuriteFixture azurite, TimeProvider? time = null, params string[] settings)
    {
        var service = new Service(Build(azurite, time, settings));
        await service._host.StartAsync();
        return service;
    }

    public static IHost Build(AzuriteFixture azurite, TimeProvider? time = null, params string[] settings)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"] = Bench.NewPrefix();
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Configuration["Perf:Storage:Prefix"] = Bench.NewPrefix();
        builder.Configuration["Perf:Targets:Local"] = "true";
        builder.Configuration["Perf:Targets:Allowed"] = "*";
        foreach (string[] setting in settings.Select(s => s.Split('=', 2)))
        {
            builder.Configuration[setting[0]] = setting[1];
        }

        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseMiddleware<AccessDoor>();
        builder.Services.AddPerfFunctions(builder.Configuration);
        builder.Services.AddSingleton<IPageAuditor, TestAuditor>().AddSingleton<IPullRequests, TestPullRequests>();
        builder.Services.AddSingleton<TestServerMetrics>().AddSingleton<IServerMetrics>(services => services.GetRequiredService<TestServerMetrics>());
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.Configure<LocalHostOptions>(options =>
        {
            options.FunctionsAssembly = typeof(PerfRun).Assembly;
            options.FunctionTypes = type => type != typeof(NightlyTimer) && type != typeof(PurgeTimer);
        });
        return builder.Build();
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A function class, as the host makes it.</summary>
    public T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(_host.Services, given);

    public async Task<OrchestrationMetadata> EndAsync(string runId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        return await Durable.WaitForInstanceCompletionAsync(runId, getInputsAndOutputs: true, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
