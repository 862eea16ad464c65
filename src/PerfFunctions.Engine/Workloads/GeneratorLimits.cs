namespace PerfFunctions.Engine.Workloads;

/// <summary>
/// Past these the generator's own delay would be read as the target's. A second in which one is passed, by a delay that
/// is more than <see cref="OwnShare"/> of the latency measured then, is noisy: its latency is not valid.
/// </summary>
public static class GeneratorLimits
{
    /// <summary>A start this long after it was due counts as late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMilliseconds(50);

    /// <summary>Share of late starts past which a shard is saturated and its latency is not valid.</summary>
    public const double LateShare = 0.05;

    /// <summary>Share of noisy seconds past which a shard is saturated; fewer, or a single one, are left out of the latency.</summary>
    public const double NoisyShare = 0.1;

    /// <summary>Share of the median response time that the generator's own delay may be.</summary>
    public const double OwnShare = 0.1;

    /// <summary>What a busy processor is taken to delay, milliseconds: a time slice of the scheduler.</summary>
    public const double BusyDelayMs = 10;

    /// <summary>99th percentile of the delay of starts in a second, milliseconds.</summary>
    public const double SendLagMs = 50;

    /// <summary>Processor time in a second, as a share of all cores.</summary>
    public const double Cpu = 0.95;

    /// <summary>Share of a second for which garbage collection stopped the process.</summary>
    public const double GcPause = 0.1;

    /// <summary>Wait of a work item for a pool thread, milliseconds; matters to requests on the general transport.</summary>
    public const double PoolDelayMs = 100;

    /// <summary>99th percentile of the event loops' delay in a second, milliseconds: an answer waits at most this long to be seen.</summary>
    public const double LoopDelayMs = 20;

    /// <summary>A shard that joins this long after the common start is reported as missing a part of the run.</summary>
    public static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(1);

    /// <summary>Share of its users' time that a shard may come late without anything being called missing.</summary>
    public const double AbsentShare = 0.05;

    /// <summary>How long iterations in progress may go on after the last start.</summary>
    public static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(30);
}
