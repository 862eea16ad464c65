using Microsoft.Extensions.Hosting;

namespace PerfFunctions.Host.TestApp;

/// <summary>Waits for the app's end, as background services do.</summary>
internal sealed class IdleService : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
}
