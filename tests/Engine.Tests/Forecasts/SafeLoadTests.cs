using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Forecasts;

/// <summary>The safe load is the highest at which the objective holds, or the knee.</summary>
public sealed class SafeLoadTests
{
    private static readonly LatencyObjective Objective = new(95, TimeSpan.FromMilliseconds(100));

    private static readonly double[] Loads = [1, 2, 4, 8, 16, 32];

    [Fact]
    public void It_is_the_last_step_before_the_first_that_misses_the_objective()
    {
        SafeLoad safe = SafeLoad.Of(Reading([20, 40, 150, 60]), Objective);

        Assert.Equal(20, safe.Point!.Throughput);
        Assert.Equal("The highest measured load that meets p95 < 100ms is 20/s; the next one, 30/s, does not.", safe.Reason);
    }

    [Fact]
    public void It_may_be_higher_when_all_steps_meet_the_objective_and_is_unknown_when_none_does()
    {
        SafeLoad all = SafeLoad.Of(Reading([20, 40, 60, 90]), Objective);
        SafeLoad none = SafeLoad.Of(Reading([120, 140]), Objective);

        Assert.Equal(40, all.Point!.Throughput);
        Assert.EndsWith("and may be higher.", all.Reason, StringComparison.Ordinal);
        Assert.Null(none.Point);
        Assert.Equal("Even the lowest measured load (10/s) does not meet p95 < 100ms: it has 120 ms, so no load is safe.", none.Reason);
    }

    [Fact]
    public void It_is_the_knee_without_an_objective_or_without_response_times()
    {
        ScalabilityLaw law = new(10, 0.1, 0.001);
        CapacityStep[] steps = [.. Loads.Select(n => new CapacityStep(0, 60, n, new CapacityPoint(n, law.ThroughputAt(n)), []))];
        CapacityReading reading = new("browse", ConcurrencyUnit.Users, steps, []);

        SafeLoad safe = SafeLoad.Of(reading, null);
        Assert.Equal(law.KneeAt()!.Value, safe.Point!.Concurrency, 0.001);
        Assert.Equal(law.ThroughputAt(law.KneeAt()!.Value), safe.Point.Throughput, 0.001);
        Assert.StartsWith("No objective of response time is stated, so the safe load is the knee (", safe.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Response times of the steps are not known one by one, " +
            "so", SafeLoad.Of(reading, Objective).Reason, StringComparison.Ordinal);

        CapacityStep[] straight = [.. Loads.Select(n => new CapacityStep(0, 60, n, new CapacityPoint(n, n * 10), []))];
        SafeLoad linear = SafeLoad.Of(reading with { Steps = straight }, null);
        Assert.Equal(320, linear.Point!.Throughput);
        Assert.Contains("no knee lies within what was measured", linear.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_unknown_without_steps_and_where_no_model_fits()
    {
        CapacityReading few = Reading([20, 40]);

        Assert.Equal("No step of 'browse' was measured, so no safe load is known.", SafeLoad.Of(few with { Steps = [] }, null).Reason);
        SafeLoad safe = SafeLoad.Of(few, null);
        Assert.Null(safe.Point);
        Assert.StartsWith("No objective of response time is stated, and no knee is known: Only 2 different loads were " +
            "measured.", safe.Reason, StringComparison.Ordinal);
    }

    // Steps of 10/s, 20/s, … with one response time each.
    private static CapacityReading Reading(double[] ms) =>
        new("browse", ConcurrencyUnit.Requests, [.. ms.Select((t, i) => Step(i + 1, t))], []);

    private static CapacityStep Step(int number, double ms) =>
        new((number - 1) * 60, number * 60, number * 10, new CapacityPoint(number, number * 10), Interval.Histogram(ms));
}
