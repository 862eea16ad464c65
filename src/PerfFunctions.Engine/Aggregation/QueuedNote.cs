using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Says when requests queued in front of the target, which service time alone would hide.</summary>
public static class QueuedNote
{
    private const double Factor = 1.5;
    private const double MinMs = 10;

    /// <summary>The remark; null when the two times lie close together, or there are none.</summary>
    public static string? Of(ScenarioSummary scenario)
    {
        if (scenario.LatencyMissing is not null || scenario.Response.Length == 0 || scenario.Service.Length == 0)
        {
            return null;
        }

        double response = LatencyHistogram.Decode(scenario.Response).PercentileMs(99);
        double service = LatencyHistogram.Decode(scenario.Service).PercentileMs(99);
        return response > service * Factor && response - service > MinMs
            ? $"requests queued before they were sent: response p99 is {Text(response)}, service p99 {Text(service)}. Service time alone hides this (coordinated omission)."
            : null;
    }

    private static string Text(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, milliseconds);
}
