using System.ComponentModel.DataAnnotations;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Quotas;

/// <summary>The most that runs may do here, section <c>Perf:Quotas</c>. For shards it is <see cref="RunOptions.MaxShards"/>.</summary>
public sealed class QuotaOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Quotas";

    /// <summary>Requests a second that arrivals come to, of all runs in progress against one host together; each run counts with its peak.</summary>
    [Range(1, 3_200_000)]
    public double Rate { get; set; } = 10_000;

    /// <summary>Virtual users of all runs in progress against one host together, likewise.</summary>
    [Range(1, 3_200_000)]
    public int Users { get; set; } = 10_000;

    /// <summary>As <see cref="Rate"/>, of all runs in progress whatever their hosts.</summary>
    [Range(1, 3_200_000)]
    public double RateInAll { get; set; } = 20_000;

    /// <summary>As <see cref="Users"/>, of all runs in progress whatever their hosts.</summary>
    [Range(1, 3_200_000)]
    public int UsersInAll { get; set; } = 20_000;

    /// <summary>Length of a run's load, seconds.</summary>
    [Range(1, 86_400)]
    public int LoadSeconds { get; set; } = 14_400;

    /// <summary>Page loads that a run may measure.</summary>
    [Range(1, 10_000)]
    public int PageLoads { get; set; } = 1_000;

    /// <summary>Runs in progress at once against one host.</summary>
    [Range(1, 1_000)]
    public int RunsPerHost { get; set; } = 5;

    /// <summary>Runs in progress at once.</summary>
    [Range(1, 1_000)]
    public int Runs { get; set; } = 20;

    /// <summary>The quotas that apply to a single plan.</summary>
    public PlanQuota Plan(RunOptions runs) => new()
    {
        Rate = Rate,
        Users = Users,
        Load = TimeSpan.FromSeconds(LoadSeconds),
        PageLoads = PageLoads,
        Shards = runs.MaxShards,
    };
}
