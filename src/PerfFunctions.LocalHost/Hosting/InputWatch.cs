using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>
/// Stops the app when its standard input ends, where <c>LocalHost:EndWithInput</c> is true: whoever started it holds the
/// other end, so it does not outlive them, however they die.
/// </summary>
internal sealed class InputWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue("LocalHost:EndWithInput", false))
        {
            return;
        }

        using Stream input = Console.OpenStandardInput();
        byte[] buffer = new byte[256];

        // A read from a pipe cannot be cancelled; on a thread of its own it is left behind at the end.
        Task reading = Task.Run(async () =>
        {
            while (await input.ReadAsync(buffer, CancellationToken.None) > 0)
            {
            }
        }, CancellationToken.None);
        await Task.WhenAny(reading, Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken));
        lifetime.StopApplication();
    }
}
