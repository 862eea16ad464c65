namespace PerfFunctions.Engine.Metrics;

/// <summary>How the generator's own process was in one second.</summary>
public sealed record GeneratorSample
{
    /// <summary>Processor time used, as a share of all cores that the process may use.</summary>
    public double Cpu { get; init; }

    /// <summary>Share of the second for which garbage collection stopped the process.</summary>
    public double GcPause { get; init; }

    /// <summary>How long a work item waited for a pool thread, milliseconds.</summary>
    public double PoolDelayMs { get; init; }

    /// <summary>99th percentile of the delay between when a start was due and when it was made, milliseconds.</summary>
    public double SendLagMs { get; init; }

    /// <summary>Share of the second for which the busiest load loop was at work rather than waiting.</summary>
    public double LoopBusy { get; init; }

    /// <summary>99th percentile of the event loops' delay, milliseconds: an answer waits at most this long to be seen.</summary>
    public double LoopDelayMs { get; init; }

    /// <summary>Bytes allocated by the threads that send and receive.</summary>
    public long LoopAllocatedBytes { get; init; }

    /// <summary>Open connections.</summary>
    public int Sockets { get; init; }

    /// <summary>Physical memory in use, bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Which limit was passed, so that this second's latency is not data, and what to change; null when none was.</summary>
    public string? Problem { get; init; }
}
