using System.Globalization;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>The load up to which a target does what it must.</summary>
/// <param name="Point">Its concurrency and throughput; null when none is known.</param>
/// <param name="Reason">Where it comes from, or why there is none, in one sentence.</param>
public sealed record SafeLoad(CapacityPoint? Point, string Reason)
{
    /// <summary>
    /// The highest measured step up to which the percentile of every step is within the objective. Without objective, or without
    /// response times of steps, the knee, or the highest measured load where there is no knee below it.
    /// </summary>
    /// <param name="reading">The steps.</param>
    /// <param name="objective">Limit of response time; null for none.</param>
    public static SafeLoad Of(CapacityReading reading, LatencyObjective? objective)
    {
        CapacityStep[] steps = [.. reading.Steps.OrderBy(s => s.Load)];
        if (steps.Length == 0)
        {
            return new SafeLoad(null, $"No step of '{reading.Scenario}' was measured, so no safe load is known.");
        }

        return objective is null ? ByKnee(reading, "No objective of response time is stated")
            : steps.Any(s => s.Response.Length == 0) ? ByKnee(reading, "Response times of the steps are not known one by one")
            : ByObjective(steps, objective);
    }

    /// <summary>The same for several limits: the one that is exceeded at the lowest load decides.</summary>
    public static SafeLoad OfAll(CapacityReading reading, IReadOnlyList<LatencyObjective> objectives) => objectives.Count == 0
        ? Of(reading, null)
        : objectives.Select(o => Of(reading, o)).MinBy(s => s.Point?.Throughput ?? 0)!;

    private static SafeLoad ByObjective(CapacityStep[] steps, LatencyObjective objective)
    {
        string limit = string.Create(CultureInfo.InvariantCulture, $"p{objective.Percentile} < {Durations.Format(objective.Limit)}");
        int held = steps.TakeWhile(s => TimeOf(s, objective) < objective.Limit.TotalMilliseconds).Count();
        if (held == 0)
        {
            double lowest = TimeOf(steps[0], objective);
            return new SafeLoad(null,
                $"Even the lowest measured load ({Rate(steps[0].Point.Throughput)}) does not meet {limit}: it has " +
                    $"{MetricFormat.Format(MetricUnit.Milliseconds, lowest)}, so no load is safe.");
        }

        CapacityPoint point = steps.Take(held).Select(s => s.Point).MaxBy(p => p.Throughput)!;
        return held == steps.Length
            ? new SafeLoad(point, $"All measured loads meet {limit}; the safe load is the highest of them ({Rate(point.Throughput)}), and may be " +
                $"higher.")
            : new SafeLoad(point, $"The highest measured load that meets {limit} is {Rate(point.Throughput)}; the next one, " +
                $"{Rate(steps[held].Point.Throughput)}, does not.");
    }

    private static double TimeOf(CapacityStep step, LatencyObjective objective) =>
        LatencyHistogram.Decode(step.Response).PercentileMs(objective.Percentile);

    private static SafeLoad ByKnee(CapacityReading reading, string why)
    {
        CapacityAnalysis analysis = reading.Analyze();
        if (analysis.Chosen is null)
        {
            return new SafeLoad(null, $"{why}, and no knee is known: {analysis.Refusals[0]}");
        }

        return analysis.Knee is { Prediction.Reach: PredictionReach.Measured } knee
            ? new SafeLoad(
                new CapacityPoint(knee.Concurrency, knee.Throughput),
                $"{why}, so the safe load is the knee ({Rate(knee.Throughput)}), where throughput over response time is highest.")
            : Highest(analysis, why);
    }

    private static SafeLoad Highest(CapacityAnalysis analysis, string why)
    {
        CapacityPoint highest = analysis.Points.MaxBy(p => p.Throughput)!;
        return new SafeLoad(highest, $"{why}, and no knee lies within what was measured, so the safe load is the highest measured throughput " +
            $"({Rate(highest.Throughput)}).");
    }

    private static string Rate(double perSecond) => MetricFormat.Format(MetricUnit.PerSecond, perSecond);
}
