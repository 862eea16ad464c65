namespace PerfFunctions.Engine.Load;

/// <summary>Past these the generator's own delay would be read as the target's.</summary>
public static class GeneratorLimits
{
    /// <summary>A start this long after it was due counts as late. Timers here are good to 1–2 ms.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMilliseconds(50);

    /// <summary>Share of late starts past which a shard is saturated and its latency is no data.</summary>
    public const double LateShare = 0.05;

    /// <summary>A shard that comes this long after the common start is told as missing a part of the run.</summary>
    public static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(1);

    /// <summary>How long iterations under way may go on after the last start.</summary>
    public static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(30);
}
