using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Functions;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>Runs the durable engine with the host, before requests are answered. An app without orchestrators needs no storage for it.</summary>
internal sealed class DurableService(IServiceProvider services, FunctionCatalog catalog, HostSettings settings, ILogger<DurableService> logger)
    : IHostedService
{
    private readonly bool _needed = catalog.All.Any(function => function.Kind is FunctionKind.Orchestration);
    private bool _running;

    private HubLease Lease => (HubLease)services.GetService(typeof(HubLease))!;

    private DurableEngine Engine => (DurableEngine)services.GetService(typeof(DurableEngine))!;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_needed)
        {
            await Lease.TakeAsync(cancellationToken);
            _running = true;
            logger.HubReady(settings.HubName, await Engine.StartAsync(cancellationToken));
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_running)
        {
            _running = false;
            await Engine.StopAsync();
            await Lease.ReleaseAsync();
        }
    }
}
