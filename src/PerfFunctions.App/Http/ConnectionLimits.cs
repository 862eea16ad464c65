using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace PerfFunctions.App.Http;

/// <summary>Bounds what connections can hold before a function sees their requests.</summary>
internal static class ConnectionLimits
{
    private const long MaxConnections = 1_024;

    // Per connection; the server's own default is 1 MB.
    private const long MaxBufferedBytes = 64 * 1024;

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services) => services.Configure<KestrelServerOptions>(options =>
    {
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxRequestBufferSize = MaxBufferedBytes;
    });
}
