using CsCheck;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public sealed class ArrivalScheduleTests
{
    private static readonly Gen<RateStage> Stages =
        from rates in Gen.Double[0, 500].Array[2]
        from seconds in Gen.Double[0.5, 120]
        select new RateStage(rates[0], rates[1], TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_constant_rate_is_due_at_even_distances()
    {
        var schedule = new ArrivalSchedule([new RateStage(50, 50, TimeSpan.FromSeconds(2))]);

        Assert.Equal(100, schedule.Total);
        Assert.Equal(TimeSpan.Zero, schedule.DueAt(0));
        Assert.Equal(20, schedule.DueAt(1).TotalMilliseconds, 3);
        Assert.Equal(1980, schedule.DueAt(99).TotalMilliseconds, 3);
    }

    [Fact]
    public void A_ramp_reaches_its_middle_rate_in_the_middle()
    {
        var schedule = new ArrivalSchedule([new RateStage(0, 100, TimeSpan.FromSeconds(10))]);

        Assert.Equal(500, schedule.Total);
        // A quarter of the area lies before half of the time.
        Assert.Equal(5, schedule.DueAt(125).TotalSeconds, 6);
    }

    [Fact]
    public void A_falling_ramp_to_nothing_ends_in_its_time()
    {
        var schedule = new ArrivalSchedule([new RateStage(100, 0, TimeSpan.FromSeconds(10))]);

        Assert.Equal(500, schedule.Total);
        Assert.True(schedule.DueAt(499) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Stages_follow_each_other_without_a_gap()
    {
        var schedule = new ArrivalSchedule(
        [
            new RateStage(10, 10, TimeSpan.FromSeconds(10)),
            new RateStage(10, 200, TimeSpan.FromSeconds(60)),
            new RateStage(200, 200, TimeSpan.FromSeconds(5)),
        ]);

        Assert.Equal(100 + 6300 + 1000, schedule.Total);
        Assert.Equal(10, schedule.DueAt(100).TotalSeconds, 6);
        Assert.Equal(70, schedule.DueAt(6400).TotalSeconds, 6);
    }

    [Fact]
    public void A_pause_of_no_arrivals_is_skipped()
    {
        var schedule = new ArrivalSchedule(
        [
            new RateStage(10, 10, TimeSpan.FromSeconds(1)),
            new RateStage(0, 0, TimeSpan.FromSeconds(5)),
            new RateStage(10, 10, TimeSpan.FromSeconds(1)),
        ]);

        Assert.Equal(20, schedule.Total);
        Assert.Equal(6, schedule.DueAt(10).TotalSeconds, 6);
    }

    [Fact]
    public void Arrivals_are_in_order_within_the_duration_and_add_up_to_the_area() =>
        Stages.List[1, 5].Sample(
            stages =>
            {
                var schedule = new ArrivalSchedule(stages);
                double area = stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds);
                Assert.InRange(schedule.Total, area - 1e-3, area + 1);

                TimeSpan last = TimeSpan.Zero;
                for (long n = 0; n < schedule.Total; n += 1 + (schedule.Total / 97))
                {
                    TimeSpan due = schedule.DueAt(n);
                    Assert.InRange(due, last, schedule.Duration);
                    last = due;
                }
            },
            iter: 500);
}
