using System.ComponentModel.DataAnnotations;
using PerfFunctions.Engine.Costs;

namespace PerfFunctions.App.Quotas;

/// <summary>What the work of runs costs, section <c>Perf:Cost</c>.</summary>
/// <remarks>
/// The defaults are meant to be list prices of Flex Consumption on demand in East US. Two were found quoted by others: the
/// GB-second (modal.com/blog/azure-function-pricing-guide, 22 May 2025) and a GB out (c3x.dev/blog/azure-egress-bandwidth-cost,
/// looked up in November 2026). The price of executions was not found quoted anywhere, and none was seen in Azure's own
/// list: hold them against one's own price sheet. Container Apps charge memory and processors apart: set
/// <see cref="PerGbSecond"/> and <see cref="PerVcpuSecond"/> by their list.
/// </remarks>
public sealed class CostOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Cost";

    private const string Most = "1000000";

    /// <summary>A GB of memory of an instance for a second of work.</summary>
    [Range(typeof(decimal), "0", Most, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal PerGbSecond { get; set; } = 0.000026m;

    /// <summary>A processor of an instance for a second of work; 0 where it is not charged by itself.</summary>
    [Range(typeof(decimal), "0", Most, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal PerVcpuSecond { get; set; }

    /// <summary>A million executions of functions.</summary>
    [Range(typeof(decimal), "0", Most, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal PerMillionExecutions { get; set; } = 0.40m;

    /// <summary>A GB that is sent out.</summary>
    [Range(typeof(decimal), "0", Most, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal PerGbOut { get; set; } = 0.087m;

    /// <summary>Memory of an instance, GB.</summary>
    [Range(typeof(decimal), "0.1", "1000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal InstanceGb { get; set; } = 2;

    /// <summary>Processors of an instance.</summary>
    [Range(typeof(decimal), "0.1", "1000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal InstanceVcpus { get; set; } = 1;

    /// <summary>Currency of all amounts.</summary>
    [RegularExpression(@"^[A-Z]{3}\z")]
    public string Currency { get; set; } = "USD";

    /// <summary>The most that the runs of a calendar month (UTC) may come to; 0 for no limit.</summary>
    [Range(typeof(decimal), "0", Most, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal MonthlyLimit { get; set; }

    /// <summary>The prices of these settings.</summary>
    public PriceList Prices() => new()
    {
        PerGbSecond = PerGbSecond,
        PerVcpuSecond = PerVcpuSecond,
        PerMillionExecutions = PerMillionExecutions,
        PerGbOut = PerGbOut,
        InstanceGb = InstanceGb,
        InstanceVcpus = InstanceVcpus,
    };
}
