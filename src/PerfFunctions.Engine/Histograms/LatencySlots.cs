using System.Numerics;

namespace PerfFunctions.Engine.Histograms;

/// <summary>
/// The slots of a latency histogram, as HdrHistogram lays them out for 1 µs to 1 h at three significant digits: 2048 slots
/// of 1 µs, then 1024 of 2 µs, 1024 of 4 µs and so on, so that a slot is never wider than a thousandth of what it holds.
/// </summary>
internal static class LatencySlots
{
    /// <summary>The longest latency, microseconds: an hour.</summary>
    public const long Highest = 3_600_000_000;

    /// <summary>Significant digits of a latency.</summary>
    public const int Digits = 3;

    /// <summary>Slots of one width; the first width has twice as many.</summary>
    public const int Half = 1 << (SubBucketBits - 1);

    private const int SubBucketBits = 11;

    /// <summary>How many slots there are.</summary>
    public static int Count { get; } = (Of(Highest) / Half * Half) + Half;

    /// <summary>The slot of a latency of 1 µs to <see cref="Highest"/>.</summary>
    public static int Of(long microseconds)
    {
        int doublings = Math.Max(0, BitOperations.Log2((ulong)microseconds) - (SubBucketBits - 1));
        return (doublings * Half) + (int)(microseconds >> doublings);
    }

    /// <summary>The least latency of a slot, microseconds.</summary>
    public static long Lowest(int slot)
    {
        int doublings = (slot / Half) - 1;
        return doublings < 0 ? slot : (long)((slot % Half) + Half) << doublings;
    }

    /// <summary>The longest latency of a slot, microseconds.</summary>
    public static long Longest(int slot) => Lowest(slot) + Width(slot) - 1;

    /// <summary>The latency in the middle of a slot, microseconds.</summary>
    public static long Middle(int slot) => Lowest(slot) + (Width(slot) / 2);

    private static long Width(int slot) => 1L << Math.Max(0, (slot / Half) - 1);
}
