using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>
/// A scenario whose load rises in steps of a minute. Its throughput follows Amdahl's law with λ = 100/s and σ = 0.05, of which the
/// asymptote is 2,000/s.
/// </summary>
public static class SteppedScenario
{
    private const int StepSeconds = 60;

    /// <summary>The scenario with a step for each concurrency.</summary>
    public static ScenarioSummary Build(string name, params double[] loads) => new ScenarioBuilder(name).Build() with
    {
        Steps = [.. loads.Select((n, i) => new LoadStep(i * StepSeconds, (i + 1) * StepSeconds, ThroughputAt(n)))],
        Windows = [.. loads.Select(Window)],
    };

    /// <summary>Throughput at a concurrency, per second.</summary>
    public static double ThroughputAt(double concurrency) => 100 * concurrency / (1 + (0.05 * (concurrency - 1)));

    private static WindowSummary Window(double concurrency, int index)
    {
        var times = new LatencyHistogram();
        times.Record(TimeSpan.FromSeconds(concurrency / ThroughputAt(concurrency)));
        long completed = (long)Math.Round(StepSeconds * ThroughputAt(concurrency));
        return new WindowSummary
        {
            FromSecond = index * StepSeconds,
            ToSecond = (index + 1) * StepSeconds,
            MeasuredSeconds = StepSeconds,
            Counts = new IntervalCounts { Started = completed, Sent = completed, Completed = completed },
            Service = times.Encode(),
            Response = times.Encode(),
        };
    }
}
