using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans;

/// <summary>A number that is taken from responses as a metric of the plan's own.</summary>
/// <param name="Source">Where it is taken from.</param>
/// <param name="Kind">How the values become one number.</param>
/// <param name="Unit">Unit of the metric.</param>
/// <param name="Factor">From the response's unit to the metric's: 1000 for seconds.</param>
/// <param name="Worse">The direction in which it gets worse.</param>
public sealed record Measure(Capture Source, MeasureKind Kind, MetricUnit Unit, double Factor, MetricDirection Worse)
{
    /// <summary>Whether the value is a time, and its age when it came is what is measured.</summary>
    public bool IsAge { get; init; }
}
