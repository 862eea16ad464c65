using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Hosting;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests;

/// <summary>A function app of some of this assembly's classes, run by the local host on a free port and a hub of its own.</summary>
internal sealed class AppDriver : IAsyncDisposable
{
    private AppDriver(IHost host)
    {
        Host = host;
    }

    public IHost Host { get; }

    public DurableTaskClient Client => Host.Services.GetRequiredService<DurableTaskClient>();

    public Journal Journal => Host.Services.GetRequiredService<Journal>();

    public HttpClient Http => field ??= new() { BaseAddress = Address };

    public Uri Address => new(Host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static string NewHub() => "Hub" + Guid.NewGuid().ToString("N");

    public static async Task<AppDriver> StartAsync(
        AzuriteFixture azurite, Type app, string? hub = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var driver = new AppDriver(Build(azurite, app, hub, configure));
        await driver.Host.StartAsync();
        return driver;
    }

    public static IHost Build(AzuriteFixture azurite, Type app, string? hub = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"] = hub ?? NewHub();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<Journal>();
        builder.Services.Configure<LocalHostOptions>(options =>
        {
            options.FunctionsAssembly = typeof(AppDriver).Assembly;
            options.FunctionTypes = type => type == app;
        });
        configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>Schedules an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        return await EndAsync(id);
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
    }

    public async Task<OrchestrationMetadata> UntilAsync(string id, string what, Func<OrchestrationMetadata, bool> condition)
    {
        OrchestrationMetadata? seen = null;
        await Eventually.TrueAsync(
            async () => (seen = await Client.GetInstanceAsync(id, getInputsAndOutputs: true)) is not null && condition(seen), what);
        return seen!;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        Host.Dispose();
    }
}
