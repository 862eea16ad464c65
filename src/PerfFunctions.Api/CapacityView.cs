namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/plans/{name}/capacity</c>: instances and costs of the tested system, month by month.</summary>
public sealed record CapacityView
{
    /// <summary>Plan name.</summary>
    public required string Plan { get; init; }

    /// <summary>What was measured; absent when no run's load rose step by step.</summary>
    public CapacityMeasured? Measured { get; init; }

    /// <summary>What the forecast was made for.</summary>
    public required CapacityAsked Asked { get; init; }

    /// <summary>Currency of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The day on which the prices were right.</summary>
    public required DateOnly PricesAsOf { get; init; }

    /// <summary>The most that the tested system may cost in a month; absent without a limit.</summary>
    public decimal? MonthlyLimit { get; init; }

    /// <summary>Months in order; empty when something is missing.</summary>
    public IReadOnlyList<CapacityMonth> Months { get; init; } = [];

    /// <summary>The first day on which today's instances no longer suffice; absent when they always do.</summary>
    public DateOnly? OutgrownOn { get; init; }

    /// <summary>All sizes of the price list, for the busiest moment those that cost least first.</summary>
    public IReadOnlyList<CapacitySize> Sizes { get; init; } = [];

    /// <summary>The result, one sentence each.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>What it rests on, one sentence each.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Why there is no forecast, one sentence each; empty when there is one.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>The capacity that a run measured.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Report">Address of its report.</param>
/// <param name="Scenario">The scenario whose load rose step by step.</param>
/// <param name="SafePerSecond">Requests per second up to which it met its limits; absent when no load did.</param>
/// <param name="PerInstance">The same for one instance; absent likewise.</param>
/// <param name="Reason">Where that comes from, one sentence.</param>
public sealed record CapacityMeasured(string RunId, string Report, string Scenario, double? SafePerSecond, double? PerInstance, string Reason);

/// <summary>What a forecast was made for.</summary>
/// <param name="Size">Size of the tested system's instances.</param>
/// <param name="Instances">How many there are today.</param>
/// <param name="Months">How many months it covers.</param>
/// <param name="GrowthPercent">Growth of the demand a month.</param>
/// <param name="Peak">Busiest moment of a month relative to its ordinary busy hour.</param>
/// <param name="Demand">Requests per second at the busiest time of an ordinary day; absent when it is unknown.</param>
public sealed record CapacityAsked(string Size, int Instances, int Months, double GrowthPercent, double Peak, double? Demand);

/// <summary>A month of a forecast.</summary>
/// <param name="From">Its first day in the forecast.</param>
/// <param name="PerSecond">Requests per second at its busiest moment.</param>
/// <param name="Event">The event that causes it; absent for the ordinary peak.</param>
/// <param name="Needed">Instances that serve it; absent when no number of them can.</param>
/// <param name="Instances">The same with one more, so that one may fail; absent likewise.</param>
/// <param name="Cost">What these cost in the month; absent likewise.</param>
public sealed record CapacityMonth(DateOnly From, double PerSecond, string? Event, int? Needed, int? Instances, decimal? Cost);

/// <summary>A size of instance.</summary>
/// <param name="Name">Name, as its vendor calls it.</param>
/// <param name="Vcpus">Virtual processors.</param>
/// <param name="MemoryGb">Memory, GB.</param>
/// <param name="PerHour">Price of an hour.</param>
/// <param name="PerSecond">Safe throughput of one; absent without a forecast.</param>
/// <param name="IsMeasured">Whether that was measured; otherwise it is in proportion to the processors.</param>
/// <param name="Instances">How many serve the busiest moment, one more included; absent when no number of them can.</param>
/// <param name="MonthlyCost">What these cost; absent likewise.</param>
public sealed record CapacitySize(
    string Name, double Vcpus, double MemoryGb, decimal PerHour, double? PerSecond, bool IsMeasured, int? Instances, decimal? MonthlyCost);
