using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Load.EventLoops;

/// <summary>How much a loop has to do. Belongs to the loop's thread.</summary>
internal sealed class LoopLoad
{
    private readonly LatencyHistogram _turns = new();
    private TimeSpan _busy;
    private long _allocated;

    /// <summary>A turn of this length was made, waiting not included.</summary>
    public void Turned(TimeSpan length)
    {
        _busy += length;
        _turns.Record(length);
    }

    /// <summary>What it came to since the last time.</summary>
    /// <param name="over">Time since then.</param>
    public LoopFigures Take(TimeSpan over)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        LoopFigures figures = new(
            over > TimeSpan.Zero ? Math.Min(1, _busy / over) : 0, _turns.PercentileMs(99), allocated - _allocated);
        _busy = TimeSpan.Zero;
        _turns.Clear();
        _allocated = allocated;
        return figures;
    }
}

/// <summary>Load figures of an event loop.</summary>
/// <param name="Busy">Share of the time for which it was at work.</param>
/// <param name="TurnMs">99th percentile of a turn, milliseconds.</param>
/// <param name="AllocatedBytes">Bytes that its thread allocated.</param>
internal readonly record struct LoopFigures(double Busy, double TurnMs, long AllocatedBytes);
