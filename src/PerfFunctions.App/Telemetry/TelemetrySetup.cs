using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PerfFunctions.App.Telemetry;

/// <summary>Sends traces, metrics and logs to where the settings say.</summary>
public static class TelemetrySetup
{
    /// <summary>The address of an OpenTelemetry collector; the other settings of the standard's exporter are read, too.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The connection string of Application Insights.</summary>
    public const string AzureSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Set where Application Insights takes no telemetry but by an identity; the host of the functions reads it, too.</summary>
    public const string AzureSignInSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Adds the exporters that are configured; without any, nothing listens.</summary>
    public static IServiceCollection AddServiceTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RunTelemetry>().AddSingleton<LastVerdict>();
        bool toOtlp = !string.IsNullOrWhiteSpace(configuration[OtlpSetting]);
        bool toAzure = !string.IsNullOrWhiteSpace(configuration[AzureSetting]);
        if (toOtlp || toAzure)
        {
            // Requests of a load are not among those of HTTP clients: their handlers have no propagator, and so no diagnostics.
            OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("perf-functions"))
                .WithTracing(traces => traces.AddSource(ServiceTelemetry.Name)
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !IsOfRealUsers(context.Request.Path))
                    .AddHttpClientInstrumentation())
                .WithMetrics(metrics => metrics.AddMeter(ServiceTelemetry.Name).AddAspNetCoreInstrumentation())
                .WithLogging(_ => { }, logs => (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true));
            _ = toOtlp ? AddOtlp(telemetry) : telemetry;
            _ = toAzure ? AddAzure(telemetry, configuration) : telemetry;
        }

        return services;
    }

    /// <summary>Whether a request comes from browsers of real users: its span would have their address and user agent.</summary>
    internal static bool IsOfRealUsers(PathString path) => path.StartsWithSegments("/api/rum") || path.StartsWithSegments("/rum");

    private static OpenTelemetryBuilder AddOtlp(OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(t => t.AddOtlpExporter()).WithMetrics(m => m.AddOtlpExporter()).WithLogging(l => l.AddOtlpExporter());

    /// <summary>Where telemetry for Azure goes, and who sends it.</summary>
    public static void ToAzure(AzureMonitorExporterOptions options, IConfiguration configuration)
    {
        options.ConnectionString = configuration[AzureSetting];
        options.Credential = string.IsNullOrWhiteSpace(configuration[AzureSignInSetting]) ? null : new DefaultAzureCredential();
    }

    private static OpenTelemetryBuilder AddAzure(OpenTelemetryBuilder telemetry, IConfiguration configuration) => telemetry
        .WithTracing(t => t.AddAzureMonitorTraceExporter(o => ToAzure(o, configuration)))
        .WithMetrics(m => m.AddAzureMonitorMetricExporter(o => ToAzure(o, configuration)))
        .WithLogging(l => l.AddAzureMonitorLogExporter(o => ToAzure(o, configuration)));
}
