using Microsoft.Extensions.Configuration;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Runs;

/// <summary>Finds the kind of machine that the service runs on.</summary>
public static class HostKinds
{
    extension(HostKind)
    {
        /// <summary>This machine, by what the platform sets in its environment.</summary>
        public static HostKind Of(IConfiguration configuration) =>
            new(configuration["REGION_NAME"] ?? "", configuration["WEBSITE_SKU"] ?? ContainerOf(configuration), Environment.ProcessorCount);
    }

    // Container Apps report no kind: a replica is identified by its cores. Its app and revision say what runs, and not on what: a new
    // revision may be compared with the one before it.
    private static string ContainerOf(IConfiguration configuration) =>
        configuration["CONTAINER_APP_NAME"] is null && configuration["CONTAINER_APP_REVISION"] is null ? "" : "ContainerApp";
}
