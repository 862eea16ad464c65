using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Monitoring;

/// <summary>
/// Decides whether the generator's own delay may be read as the target's. It may not where a limit is passed and the
/// delay is more than a small part of what was measured: after a target has stalled, thousands of answers come at once
/// and the generator is busy for some milliseconds, but the seconds that they waited are the target's.
/// </summary>
internal static class GeneratorHealth
{
    /// <summary>What is wrong and what to change; null when nothing is.</summary>
    /// <param name="sample">How the process was in a second.</param>
    /// <param name="typicalMs">Median response time in that second, milliseconds; null when none was measured.</param>
    public static string? ProblemOf(GeneratorSample sample, double? typicalMs) =>
        typicalMs is not { } typical ? null
        : Matters(sample.SendLagMs, GeneratorLimits.SendLagMs, typical)
            ? Text($"iterations started {sample.SendLagMs:F0} ms late", "use more shards or a lower rate")
        : Matters(sample.LoopDelayMs, GeneratorLimits.LoopDelayMs, typical)
            ? Text($"responses waited {sample.LoopDelayMs:F0} ms to be processed", "use more shards or fewer users")
        : sample.Cpu > GeneratorLimits.Cpu && Matters(GeneratorLimits.BusyDelayMs, 0, typical)
            ? Text($"the processor was {100 * sample.Cpu:F0} % busy", "use more shards or a lower rate")
        : Matters(1000 * sample.GcPause, 1000 * GeneratorLimits.GcPause, typical)
            ? Text($"garbage collection paused it for {1000 * sample.GcPause:F0} ms", "use more shards, or smaller bodies in checks and captures")
        : Matters(sample.PoolDelayMs, GeneratorLimits.PoolDelayMs, typical)
            ? Text($"work waited {sample.PoolDelayMs:F0} ms for a thread", "use more shards")
        : null;

    private static bool Matters(double delayMs, double limitMs, double typicalMs) =>
        delayMs > limitMs && delayMs > typicalMs * GeneratorLimits.OwnShare;

    private static string Text(FormattableString what, string change) => $"{what.ToString(CultureInfo.InvariantCulture)}; {change}";
}
