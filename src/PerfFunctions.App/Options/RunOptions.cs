using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.App.Options;

/// <summary>Settings of runs, section <c>Perf</c>.</summary>
public sealed class RunOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf";

    /// <summary>Address under which people reach this service; links in reports begin with it.</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "http://127.0.0.1:7071";

    /// <summary>Arrivals per second that one shard is given when the plan does not say how many shards.</summary>
    [Range(1, 100_000)]
    public double RatePerShard { get; set; } = 5_000;

    /// <summary>Virtual users that one shard is given when the plan does not say how many shards.</summary>
    [Range(1, 100_000)]
    public int UsersPerShard { get; set; } = 2_500;

    /// <summary>Most shards of a run, whether the plan says how many or not.</summary>
    [Range(1, 1_000)]
    public int MaxShards { get; set; } = 100;

    /// <summary>How long ready shards wait for the missing ones before they start without them, seconds.</summary>
    [Range(1, 600)]
    public int BarrierSeconds { get; set; } = 60;

    /// <summary>Length of the slices that a long load is run in, seconds: no interruption can lose more than one of them.</summary>
    [Range(5, 3_600)]
    public int SliceSeconds { get; set; } = 300;

    /// <summary>Most loads of a page that is compared with its baseline: further ones are made while they may decide.</summary>
    [Range(1, 200)]
    public int MaxLoads { get; set; } = 30;

    /// <summary>
    /// Branches, separated by commas, whose runs over HTTP are history and baseline where they name their branch; of
    /// repositories the code's host says it.
    /// </summary>
    public string DefaultBranches { get; set; } = "main, master";

    /// <summary>Days after which a run and all that belongs to it is purged.</summary>
    [Range(1, 3_650)]
    public int RetentionDays { get; set; } = 90;

    /// <summary>Days after which entries of the activity log, and costs of runs, are purged.</summary>
    [Range(1, 3_650)]
    public int ActivityRetentionDays { get; set; } = 400;

    /// <summary>Whether a branch is one of <see cref="DefaultBranches"/>.</summary>
    internal bool IsDefault(string branch) =>
        DefaultBranches.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(branch);
}
