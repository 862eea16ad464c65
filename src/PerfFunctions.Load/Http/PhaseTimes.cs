using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Load.Http;

/// <summary>How long each phase of one exchange took; a phase that it did not have, or that is unknown, is not set.</summary>
internal sealed class PhaseTimes
{
    public static readonly int Count = Enum.GetValues<RequestPhase>().Length;

    private readonly long[] _ticks = new long[Count];
    private int _set;

    /// <summary>Whether the exchange opened a connection.</summary>
    public bool Connected => Has(RequestPhase.Connect);

    public bool Has(RequestPhase phase) => (_set & (1 << (int)phase)) != 0;

    public TimeSpan this[RequestPhase phase]
    {
        get => TimeSpan.FromTicks(_ticks[(int)phase]);
        set
        {
            _ticks[(int)phase] = Math.Max(0, value.Ticks);
            _set |= 1 << (int)phase;
        }
    }

    public void Clear() => _set = 0;
}
