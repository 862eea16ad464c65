namespace PerfFunctions.Engine.Metrics;

/// <summary>
/// How measured values lie in a latency histogram, which has slots from 0.001 to 3,600,000: a value is divided by the scale of its
/// unit first, so that sizes up to 3.6 TB and shares down to 0.000001 keep three digits.
/// </summary>
public static class MeasureScale
{
    /// <summary>What a value of a unit is divided by.</summary>
    public static double Of(MetricUnit unit) => unit switch
    {
        MetricUnit.Bytes => 1_000_000,
        MetricUnit.Share => 0.001,
        _ => 1,
    };
}
