using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>A stretch of a scenario in <c>report.json</c>: one that a budget names, or a step of the load.</summary>
public sealed record JsonWindow
{
    /// <summary>First second of the run in it.</summary>
    public required int FromSecond { get; init; }

    /// <summary>The second after its last.</summary>
    public required int ToSecond { get; init; }

    /// <summary>Arrivals per second that were asked for, when it is a step of the load.</summary>
    public double? RateAsked { get; init; }

    /// <summary>Counts, without those of the warm-up.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>Iterations started per second; absent when nothing of it is measured.</summary>
    public double? StartedPerSecond { get; init; }

    /// <summary>Requests completed per second.</summary>
    public double? CompletedPerSecond { get; init; }

    /// <summary>Failed requests as a share (0 to 1) of those that ended; absent when none ended.</summary>
    public double? ErrorShare { get; init; }

    /// <summary>Response times, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ResponseMs { get; init; }

    /// <summary>Service times, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ServiceMs { get; init; }

    /// <summary>Why there are no numbers, or no latencies; absent when there are.</summary>
    public string? Missing { get; init; }
}
