using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Steps of a run become points; what cannot be used is left out with its reason.</summary>
public sealed class CapacityReaderTests
{
    private const double Service = 0.01;

    private static readonly double[] Rates = [10, 30, 50, 70, 80, 90];

    // Pollaczek and Khinchine: L = ρ + ρ²(1 + c²)/(2(1 − ρ)), with c² = 0.5 here.
    [Fact]
    public void Concurrency_of_an_open_step_is_that_of_the_queue()
    {
        CapacityReading reading = CapacityReader.Read(SteppedLoad.Arrivals(Service, 2_000, Rates))!;

        Assert.Equal((ConcurrencyUnit.Requests, 6), (reading.Unit, reading.Steps.Count));
        Assert.Empty(reading.LeftOut);
        foreach (CapacityStep step in reading.Steps)
        {
            double busy = step.Load * Service;
            double exact = busy + (busy * busy * 1.5 / (2 * (1 - busy)));
            Assert.Equal(step.Load, step.Point.Throughput, 0.05 * step.Load);
            Assert.Equal(exact, step.Point.Concurrency, 0.1 * exact);
        }
    }

    [Fact]
    public void Steps_without_numbers_that_may_be_judged_are_left_out_and_listed()
    {
        ScenarioSummary scenario = SteppedLoad.Arrivals(Service, 60, 10, 20, 30, 40, 50, 60, 70)
            .With(0, w => w with { MeasuredSeconds = 0 })
            .With(1, w => w with { LatencyMissing = "Latency of 30 of 60 shard-seconds excluded." })
            .With(2, w => w with { Missing = "The load ended after 170 s, before the end of this window." })
            .With(3, w => w with { Counts = w.Counts with { Failed = w.Counts.Completed / 4 } })
            .With(4, w => w with { Counts = default })
            .With(5, w => w with { FromSecond = 1 });
        CapacityReading reading = CapacityReader.Read(scenario)!;

        Assert.Equal([70], reading.Steps.Select(s => s.Load));
        Assert.Equal(
            [
                "browse: the step at 10/s is left out: it lies in the warm-up.",
                "browse: the step at 20/s is left out: Latency of 30 of 60 shard-seconds excluded.",
                "browse: the step at 30/s is left out: The load ended after 170 s, before the end of this window.",
                "browse: the step at 50/s is left out: none of its requests completed.",
                "browse: the step at 60/s is left out: it has no results of its own.",
            ],
            reading.LeftOut.Where(l => !l.Contains("40/s", StringComparison.Ordinal)));
        Assert.Contains(" % of its requests failed, and failures say nothing about capacity.", reading.LeftOut[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_in_which_requests_pile_up_is_used_and_said()
    {
        CapacityReading reading = CapacityReader.Read(SteppedLoad.Arrivals(Service, 60, 50, 150))!;

        Assert.Equal(2, reading.Steps.Count);
        Assert.Equal(
            ["browse: at 150/s the target completed fewer requests than were sent, so its queue grew and the concurrency is a mean over the step, " +
                "not a steady state."],
            reading.Notes);
    }

    [Fact]
    public void Stepped_users_are_the_concurrency_of_a_closed_model()
    {
        (double think, int[] users) = (0.09, [1, 2, 4, 8, 12, 16, 24]);
        CapacityReading reading = CapacityReader.Read(SteppedLoad.Users(think, Service, 300, users))!;

        Assert.Equal(ConcurrencyUnit.Users, reading.Unit);
        Assert.Equal(users.Select(n => (double)n), reading.Steps.Select(s => s.Point.Concurrency));
        foreach (CapacityPoint point in reading.Steps.Select(s => s.Point))
        {
            double exact = Queues.ExactThroughput((int)point.Concurrency, 1, think, Service);
            Assert.Equal(exact, point.Throughput, 0.05 * exact);
        }

        Assert.NotNull(reading.Analyze().Chosen);
    }

    [Fact]
    public void A_noisy_step_of_users_is_left_out_and_ramps_are_no_steps()
    {
        ScenarioSummary scenario = SteppedLoad.Users(0.09, Service, 10, 1, 2, 4);
        ScenarioSummary noisy = scenario with
        {
            Stages = [.. scenario.Stages, new PlannedStage(30, 40, 4, 8)],
            Timeline = [.. scenario.Timeline.Select(p => p with { Noise = p.Second is >= 10 and < 15 ? "iterations started " +
                "late" : null, Warmup = p.Second < 10 })],
        };
        CapacityReading reading = CapacityReader.Read(noisy)!;

        Assert.Equal([4], reading.Steps.Select(s => s.Load));
        Assert.Equal(
            [
                "browse: the step at 1 users is left out: no second of it was measured after the warm-up.",
                "browse: the step at 2 users is left out: the generator was noisy in 5 of its 10 s.",
            ],
            reading.LeftOut);
    }

    [Fact]
    public void A_load_without_steps_has_no_points()
    {
        ScenarioSummary held = SteppedLoad.Users(0.09, Service, 10, 4);
        ScenarioSummary[] scenarios = [held, held with { Planned = 5, Stages = [] }, SteppedLoad.Arrivals(Service, 60, 10, 20)];
        RunSummary summary = new() { RunId = "r", Scenarios = scenarios };

        Assert.Null(CapacityReader.Read(held));
        Assert.Single(CapacityReader.Read(summary));
    }
}
