using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.Host.Hosting;
using PerfFunctions.Host.Protocol;

namespace PerfFunctions.Host.Triggers;

/// <summary>The WebJobs host with the Durable and timer extensions: it listens to the task hub and the clock.</summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    private readonly FunctionInvoker _invoker;
    private readonly TriggerTypes _types;
    private readonly IHost _host;
    private readonly Func<TriggerInvoker, TriggerInvoker> _around;

    public TriggerHost(HostSettings settings, FunctionInvoker invoker, Func<TriggerInvoker, TriggerInvoker> around, ILoggerFactory loggers)
    {
        // By it the extension would take this machine for one of Azure's, and write its telemetry to the console.
        Environment.SetEnvironmentVariable("CONTAINER_NAME", null);
        _invoker = invoker;
        _around = around;
        _types = new TriggerTypes();
        _host = Build(settings, _types, loggers);
    }

    /// <summary>Starts to run the functions of the app.</summary>
    public async Task StartAsync(IReadOnlyList<AppFunction> functions, CancellationToken cancellationToken)
    {
        Dictionary<string, AppFunction> byName = functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        TriggerInvoker invoker = _around((name, input, stop) => _invoker.InvokeAsync(byName[name], input, stop));
        _types.Found =
            [TriggerMethods.Create(functions, (name, input, stop) => name == TriggerMethods.Client ? Open(input) : invoker(name, input, stop))];

        // First of all, so that a timer whose time has passed does not wait for a client that waits for the start.
        await _host.Services.GetRequiredService<IJobHost>().CallAsync(TriggerMethods.Client, cancellationToken: cancellationToken);
        await _host.StartAsync(cancellationToken);
    }

    /// <summary>Takes no more work and asks what runs to stop; another host of the hub, or the next start, goes on with it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private Task<object?> Open(object? client)
    {
        _invoker.Open((string)client!);
        return Task.FromResult<object?>(null);
    }

    private static IHost Build(HostSettings settings, ITypeLocator types, ILoggerFactory loggers) =>
        new HostBuilder()
            .ConfigureAppConfiguration(
                configuration => configuration.AddConfiguration(settings.Configuration).AddInMemoryCollection(Mapped(settings)))
            .ConfigureWebJobs(
                webJobs =>
                {
                    webJobs.AddAzureStorageCoreServices();
                    webJobs.AddDurableTask();
                    webJobs.AddTimers();
                },
                _ => { })
            .ConfigureServices(services =>
            {
                var id = new HubHostId(settings);
                services.AddSingleton(types).AddSingleton<IHostIdProvider>(id);
                services.AddSingleton<ScheduleMonitor>(new BlobScheduleMonitor(settings.Storage, id));
                services.AddSingleton<IHostLifetime, NoLifetime>().Replace(ServiceDescriptor.Singleton(loggers));
#pragma warning disable CS0618 // The extension binds no client without it.
                services.AddSingleton<IWebHookProvider>(new NoWebHooks());
#pragma warning restore CS0618
            })
            .Build();

    // What the extensions look for under names of their own.
    private static IEnumerable<KeyValuePair<string, string?>> Mapped(HostSettings settings) =>
        settings.HostJson.GetSection("extensions").AsEnumerable(makePathsRelative: true)
            .Select(entry => KeyValuePair.Create($"AzureWebJobs:extensions:{entry.Key}", entry.Value))
            .Append(new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"))
            .Append(new("WEBSITE_CURRENT_STAMPNAME", "local"))
            .Append(new("RoleInstanceId", settings.Instance));

    private sealed class TriggerTypes : ITypeLocator
    {
        public IReadOnlyList<Type> Found { get; set; } = [];

        public IReadOnlyList<Type> GetTypes() => Found;
    }

    // All hosts of a hub are one host to WebJobs: its locks and schedules are theirs together.
    private sealed class HubHostId(HostSettings settings) : IHostIdProvider
    {
        private const int Longest = 32;

        public Task<string> GetHostIdAsync(CancellationToken cancellationToken)
        {
            string hub = settings.Hub.ToLowerInvariant();
            return Task.FromResult(hub.Length <= Longest ? hub : hub[..Longest]);
        }
    }

#pragma warning disable CS0618
    private sealed class NoWebHooks : IWebHookProvider
    {
        public Uri GetUrl(IExtensionConfigProvider extension) => new("http://localhost");
    }
#pragma warning restore CS0618
}
