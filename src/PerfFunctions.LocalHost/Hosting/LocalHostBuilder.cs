using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.LocalHost.Durable.Hub;
using PerfFunctions.LocalHost.Durable.Storage;
using PerfFunctions.LocalHost.Functions;
using PerfFunctions.LocalHost.Http;
using PerfFunctions.LocalHost.Timers;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>The composition root: a web application that runs the app's functions.</summary>
internal static class LocalHostBuilder
{
    public const string DefaultAddress = "http://127.0.0.1:7071";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddMvcCore();
        builder.Services.AddOptions<LocalHostOptions>();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = StopTimeout;
            host.ServicesStopConcurrently = true;
        });
        if (builder.Configuration.GetValue(InputLifetime.Setting, false))
        {
            builder.Services.AddSingleton<IHostLifetime, InputLifetime>();
        }

        AddFunctions(builder.Services);
        AddDurable(builder.Services);
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        if (!ListenAddresses.AreGiven(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

#pragma warning disable RS0030 // The composition root picks the clock, unless a test has picked one.
        builder.Services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        WebApplication app = builder.Build();
        FunctionKeys.RefuseOpenDoor(app.Configuration);
        FunctionRoutes.Map(app);
        return app;
    }

    private static void AddFunctions(IServiceCollection services)
    {
        services.AddSingleton<IIdSource, RandomIds>();
        services.AddSingleton(provider => HostSettings.Read(
            provider.GetRequiredService<IOptions<LocalHostOptions>>().Value.BaseDirectory,
            provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => ReadCatalog(provider.GetRequiredService<IOptions<LocalHostOptions>>().Value));
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<TimerRunner>();
    }

    private static FunctionCatalog ReadCatalog(LocalHostOptions options)
    {
        Assembly assembly = options.FunctionsAssembly ?? Assembly.GetEntryAssembly()
            ?? throw new InvalidOperationException("There is no entry assembly to look for functions in.");
        return FunctionCatalog.Read(assembly, options.FunctionTypes);
    }

    private static void AddDurable(IServiceCollection services)
    {
        services.AddSingleton(provider => new PayloadStore(
            new BlobContainerClient(Storage(provider), $"{Hub(provider).ToLowerInvariant()}-payloads")));
        services.AddSingleton(provider => new HistoryStore(
            new TableClient(Storage(provider), Hub(provider) + "History"), provider.GetRequiredService<PayloadStore>()));
        services.AddSingleton(provider => new InstanceStore(
            InstanceTable(provider), provider.GetRequiredService<PayloadStore>()));
        services.AddSingleton(provider => new ScheduleStore(InstanceTable(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HubLease>(provider, InstanceTable(provider)));
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<OrchestratorRunner>();
        services.AddSingleton<DurableEngine>();
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        services.AddHostedService<DurableService>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerRunner>());
    }

    private static TableClient InstanceTable(IServiceProvider provider) => new(Storage(provider), Hub(provider) + "Instances");

    private static string Hub(IServiceProvider provider) => provider.GetRequiredService<HostSettings>().HubName;

    private static string Storage(IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]
        ?? throw new InvalidOperationException(
            "AzureWebJobsStorage is not set: give the connection string of the storage account (or emulator) that keeps the runs.");
}
