namespace PerfFunctions.Engine.Costs;

/// <summary>What the work of a run costs. No free grants are taken off, so that a figure is never too low because of them.</summary>
public sealed record PriceList
{
    /// <summary>A GB of memory of an instance for a second of work.</summary>
    public required decimal PerGbSecond { get; init; }

    /// <summary>A processor of an instance for a second of work; 0 where it is not charged by itself.</summary>
    public required decimal PerVcpuSecond { get; init; }

    /// <summary>A million executions of functions.</summary>
    public required decimal PerMillionExecutions { get; init; }

    /// <summary>A GB (of 1,000,000,000 bytes) that is sent out.</summary>
    public required decimal PerGbOut { get; init; }

    /// <summary>Memory of an instance, GB.</summary>
    public required decimal InstanceGb { get; init; }

    /// <summary>Processors of an instance.</summary>
    public required decimal InstanceVcpus { get; init; }

    /// <summary>What the work costs, to a millionth.</summary>
    public decimal CostOf(RunUsage usage) => decimal.Round(
        ((decimal)usage.InstanceSeconds * ((PerGbSecond * InstanceGb) + (PerVcpuSecond * InstanceVcpus))) +
        (usage.Executions * PerMillionExecutions / 1_000_000) + (usage.BytesOut * PerGbOut / 1_000_000_000),
        6);
}
