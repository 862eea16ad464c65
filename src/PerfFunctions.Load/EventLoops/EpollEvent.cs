using System.Runtime.InteropServices;

namespace PerfFunctions.Load.EventLoops;

/// <summary><c>struct epoll_event</c>: packed on x64, aligned elsewhere, so its fields are reached by offset.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EpollEvent
{
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;

    /// <summary>What happened.</summary>
    public uint Events;

    private uint _low;
    private uint _high;
    private uint _aligned;

    /// <summary>Bytes of one event in an array of the kernel's.</summary>
    public static int Stride => IsPacked ? 12 : 16;

    /// <summary>What was said to hand back.</summary>
    public long Data
    {
        readonly get => IsPacked ? (long)(((ulong)_high << 32) | _low) : (long)(((ulong)_aligned << 32) | _high);
        set
        {
            (uint low, uint high) = ((uint)value, (uint)((ulong)value >> 32));
            if (IsPacked)
            {
                (_low, _high) = (low, high);
            }
            else
            {
                (_high, _aligned) = (low, high);
            }
        }
    }
}
