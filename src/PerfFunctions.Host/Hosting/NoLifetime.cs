using Microsoft.Extensions.Hosting;

namespace PerfFunctions.Host.Hosting;

/// <summary>
/// Of the hosts in this process only the process itself hears signals: it stops the triggers before it asks the worker to stop.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
