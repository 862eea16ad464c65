namespace PerfFunctions.Engine.Metrics;

/// <summary>What a number of a metric counts.</summary>
public enum MetricUnit
{
    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Nanoseconds, of benchmarks.</summary>
    Nanoseconds,

    /// <summary>A part of a whole, from 0 to 1.</summary>
    Share,

    /// <summary>Events per second.</summary>
    PerSecond,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A number without unit, such as a layout shift score.</summary>
    Score,
}
