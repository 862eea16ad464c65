using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.App.Access;

/// <summary>Refuses to start an app that would leave a function open, and warns if no access is configured.</summary>
public sealed partial class AccessCheck(IServiceProvider services, LocalMode local, ILogger<AccessCheck> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // All functions are anonymous to the platform: without this middleware they would be open to everyone.
        _ = services.GetService<AccessMiddleware>() ?? throw new InvalidOperationException(
            $"{nameof(AccessMiddleware)} is not registered: the app's builder must add this middleware.");
        if (local.IsClosed)
        {
            LogClosed(logger);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "No access is configured, so the API rejects every request: set a key (Perf:Access:Keys:NAME:Secret and :Role), Entra tokens " +
        "(Perf:Access:Entra:TenantId and :Audience), or Perf:Access:PlatformSignIn if the platform signs users in.")]
    private static partial void LogClosed(ILogger logger);
}
