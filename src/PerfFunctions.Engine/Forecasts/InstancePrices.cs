namespace PerfFunctions.Engine.Forecasts;

/// <summary>A size of instance that can be rented.</summary>
/// <param name="Name">Name, as its vendor calls it.</param>
/// <param name="Vcpus">Virtual processors.</param>
/// <param name="MemoryGb">Memory, GB.</param>
/// <param name="PerHour">Price of an hour.</param>
public sealed record InstanceSize(string Name, double Vcpus, double MemoryGb, decimal PerHour)
{
    /// <summary>Whether it is charged while it works only, so that <see cref="PerHour"/> is the most that an hour costs.</summary>
    public bool OnDemand { get; init; }
}

/// <summary>What instances of the tested system cost.</summary>
/// <remarks>
/// The defaults are meant to be list prices of Azure for Linux in East US, pay as you go, as of <see cref="AsOf"/>. They were not read
/// from Azure's own list and are rounded: replace them by your price sheet before you decide on them. Memory and processors that are
/// charged apart (Premium of Functions, Container Apps) are added up for the size; free grants, executions and requests are not in them.
/// </remarks>
public sealed record InstancePrices
{
    private const decimal SecondsPerHour = 3600;

    // Flex Consumption per GB-second; Premium per vCPU-hour and GB-hour; Container Apps per active vCPU-second and GiB-second.
    private const decimal FlexGbSecond = 0.000026m;
    private const decimal PremiumVcpuHour = 0.173m;
    private const decimal PremiumGbHour = 0.0123m;
    private const decimal ContainerVcpuSecond = 0.000024m;
    private const decimal ContainerGbSecond = 0.000003m;

    /// <summary>Hours that a month is charged for.</summary>
    public decimal HoursPerMonth { get; init; } = 730;

    /// <summary>When the prices were right.</summary>
    public DateOnly AsOf { get; init; } = new(2025, 6, 1);

    /// <summary>Currency of all prices.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Sizes and their prices; their names differ.</summary>
    public IReadOnlyList<InstanceSize> Sizes { get; init; } =
    [
        new("Flex Consumption 2 GB", 1, 2, FlexGbSecond * 2 * SecondsPerHour) { OnDemand = true },
        new("Flex Consumption 4 GB", 2, 4, FlexGbSecond * 4 * SecondsPerHour) { OnDemand = true },
        new("Premium EP1", 1, 3.5, PremiumVcpuHour + (PremiumGbHour * 3.5m)),
        new("Premium EP2", 2, 7, (PremiumVcpuHour * 2) + (PremiumGbHour * 7)),
        new("Premium EP3", 4, 14, (PremiumVcpuHour * 4) + (PremiumGbHour * 14)),
        ContainerApp(0.5m),
        ContainerApp(1),
        ContainerApp(2),
        ContainerApp(4),
        new("App Service P0v3", 1, 4, 0.085m),
        new("App Service P1v3", 2, 8, 0.155m),
        new("App Service P2v3", 4, 16, 0.31m),
        new("App Service P3v3", 8, 32, 0.62m),
        new("VM D2s_v5", 2, 8, 0.096m),
        new("VM D4s_v5", 4, 16, 0.192m),
        new("VM D8s_v5", 8, 32, 0.384m),
        new("VM D16s_v5", 16, 64, 0.768m),
    ];

    /// <summary>What so many instances cost in a month, all of it charged.</summary>
    public decimal MonthlyCost(InstanceSize size, int instances) => decimal.Round(size.PerHour * HoursPerMonth * instances, 2);

    /// <summary>The size of a name; null when there is none.</summary>
    public InstanceSize? Find(string name) => Sizes.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    // The Consumption plan has 2 GiB for each processor.
    private static InstanceSize ContainerApp(decimal vcpus)
    {
        decimal perSecond = (ContainerVcpuSecond * vcpus) + (ContainerGbSecond * vcpus * 2);
        string name = FormattableString.Invariant($"Container Apps {vcpus} vCPU, {vcpus * 2:0} GB");
        return new InstanceSize(name, (double)vcpus, (double)vcpus * 2, perSecond * SecondsPerHour) { OnDemand = true };
    }
}
