using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Monitoring;

/// <summary>Looks at the generator's own process, second by second.</summary>
internal sealed class GeneratorWatch
{
    private readonly TimeProvider _time;
    private readonly Func<ProcessUsage> _read;
    private ProcessUsage _last;
    private long _lastAt;

    public GeneratorWatch(TimeProvider time, Func<ProcessUsage> read)
    {
        _time = time;
        _read = read;
        _last = read();
        _lastAt = time.GetTimestamp();
    }

    /// <summary>How the process was since the last time.</summary>
    /// <param name="loops">Load figures of all event loops together.</param>
    /// <param name="sendLagMs">99th percentile of the delay of starts, milliseconds.</param>
    /// <param name="sockets">Open connections.</param>
    public GeneratorSample Sample(LoopFigures loops, double sendLagMs, int sockets)
    {
        ProcessUsage now = _read();
        long at = _time.GetTimestamp();
        double seconds = Math.Max(1e-3, _time.GetElapsedTime(_lastAt, at).TotalSeconds);
        GeneratorSample sample = new()
        {
            Cpu = (now.Cpu - _last.Cpu).TotalSeconds / seconds / now.Cores,
            GcPause = (now.GcPause - _last.GcPause).TotalSeconds / seconds,
            PoolDelayMs = now.PoolDelay.TotalMilliseconds,
            SendLagMs = sendLagMs,
            LoopBusy = loops.Busy,
            LoopDelayMs = loops.LoopDelayMs,
            LoopAllocatedBytes = loops.AllocatedBytes,
            Sockets = sockets,
            MemoryBytes = now.MemoryBytes,
        };
        (_last, _lastAt) = (now, at);
        return sample;
    }
}
