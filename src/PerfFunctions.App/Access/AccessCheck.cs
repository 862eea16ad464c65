using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.App.Access;

/// <summary>Stops a start that would leave something open, and says so where nobody can be let in.</summary>
public sealed partial class AccessCheck(IServiceProvider services, LocalMode local, ILogger<AccessCheck> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Functions are all anonymous to the platform: without the door they would be so to everybody.
        _ = services.GetService<AccessDoor>() ?? throw new InvalidOperationException($"The app does not use {nameof(AccessDoor)}: its builder must.");
        if (local.IsClosed)
        {
            LogClosed(logger);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "No access is configured, so that the API answers nobody: set a key (Perf:Access:Keys:NAME:Secret and :Role), tokens of Entra " +
        "(Perf:Access:Entra:TenantId and :Audience), or Perf:Access:PlatformSignIn where the platform signs people in.")]
    private static partial void LogClosed(ILogger logger);
}
