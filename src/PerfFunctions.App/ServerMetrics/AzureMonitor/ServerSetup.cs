using Azure.Core;
using Azure.Identity;
using Azure.Monitor.Query;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics;

/// <content>Azure Monitor, by the service's own identity.</content>
public static partial class ServerSetup
{
    static partial void AddAzureMonitor(IServiceCollection services)
    {
        TokenCredential identity = new DefaultAzureCredential();
        services.AddSingleton(new MetricsQueryClient(identity)).AddSingleton(new LogsQueryClient(identity));
        services.AddSingleton<IServerMetrics, AzureMonitorMetrics>().AddSingleton<IServerMetrics, AzureMonitorLogs>();
    }
}
