using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Load.EventLoops;

/// <summary>How much a loop has to do. Belongs to the loop's thread.</summary>
internal sealed class LoopLoad
{
    private readonly LatencyHistogram _cycles = new();
    private TimeSpan _busy;
    private long _allocated;

    /// <summary>Records a cycle of this length, waiting not included.</summary>
    public void Record(TimeSpan length)
    {
        _busy += length;
        _cycles.Record(length);
    }

    /// <summary>What it came to since the last time.</summary>
    /// <param name="over">Time since then.</param>
    public LoopFigures Take(TimeSpan over)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        LoopFigures figures = new(
            over > TimeSpan.Zero ? Math.Min(1, _busy / over) : 0, _cycles.PercentileMs(99), allocated - _allocated);
        _busy = TimeSpan.Zero;
        _cycles.Clear();
        _allocated = allocated;
        return figures;
    }
}

/// <summary>Load figures of an event loop.</summary>
/// <param name="Busy">Share of the time for which it was at work.</param>
/// <param name="LoopDelayMs">99th percentile of a cycle, milliseconds.</param>
/// <param name="AllocatedBytes">Bytes that its thread allocated.</param>
internal readonly record struct LoopFigures(double Busy, double LoopDelayMs, long AllocatedBytes);
