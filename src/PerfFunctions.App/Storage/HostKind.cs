using Microsoft.Extensions.Configuration;

namespace PerfFunctions.App.Storage;

/// <summary>The kind of machine that the service runs on.</summary>
/// <param name="Region">Region of the cloud; empty outside of it.</param>
/// <param name="Instance">Kind of instance, such as <c>FlexConsumption</c>; empty outside of the cloud.</param>
/// <param name="Cores">Processor cores.</param>
public sealed record HostKind(string Region, string Instance, int Cores)
{
    /// <summary>This machine, by what the platform sets in its environment.</summary>
    public static HostKind Of(IConfiguration configuration) =>
        new(configuration["REGION_NAME"] ?? "", configuration["WEBSITE_SKU"] ?? ContainerOf(configuration), Environment.ProcessorCount);

    /// <summary>As people read it: <c>FlexConsumption, 2 cores, westeurope</c>.</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Instance, $"{Cores} {(Cores == 1 ? "core" : "cores")}", Region }.Where(part => part.Length > 0));

    // Container Apps report no kind: a replica is identified by its cores. Its app and revision say what runs, and not on what: a new
    // revision may be compared with the one before it.
    private static string ContainerOf(IConfiguration configuration) =>
        configuration["CONTAINER_APP_NAME"] is null && configuration["CONTAINER_APP_REVISION"] is null ? "" : "ContainerApp";
}
