using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Metrics;

/// <summary>A stretch of the load, from the common start; whole seconds.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">Its end, not in it.</param>
public sealed record TimeWindow(TimeSpan From, TimeSpan To)
{
    /// <summary>As a budget says it: <c>from 30s to 1m30s</c>.</summary>
    public override string ToString() => $"from {Durations.Format(From)} to {Durations.Format(To)}";
}
