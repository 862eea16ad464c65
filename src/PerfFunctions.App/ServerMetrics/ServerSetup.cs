using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Adds the sources that metrics of systems under test are read from.</summary>
public static partial class ServerSetup
{
    /// <summary>Adds Prometheus, and Azure Monitor where the project brings its package.</summary>
    public static IServiceCollection AddServerMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrometheusOptions>().Bind(configuration.GetSection(PrometheusOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrometheusOptions>, PrometheusOptionsValidator>();
        services.AddSingleton<IServerMetrics, PrometheusMetrics>();
        AddAzureMonitor(services);
        return services;
    }

    static partial void AddAzureMonitor(IServiceCollection services);
}
