using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class TrendStabilityTests
{
    private static readonly TrendRule SlowerByFive = new() { Worse = MetricDirection.Higher, Margin = 0.05, Newest = 30 };

    [Fact]
    public void A_level_that_holds_is_stable()
    {
        TrendResult result = Judge([.. Level(1000, 40)], SlowerByFive);
        Assert.True(result.IsStable);
        Assert.Equal("No lasting regression of more than 5 % in the newest 30 values.", result.Reason);
    }

    [Fact]
    public void A_change_for_the_worse_is_not()
    {
        TrendResult result = Judge([.. Level(1000, 30), .. Level(1100, 10)], SlowerByFive);
        Assert.Equal((TrendOutcome.Worse, 30), (result.Outcome, result.Cause!.Index));
        Assert.Equal("The level is 10 % worse since value 31 of 40, beyond the margin of 5 %.", result.Reason);
    }

    [Fact]
    public void A_change_for_the_better_is_stable_unless_less_is_worse()
    {
        double[] history = [.. Level(1000, 30), .. Level(900, 10)];
        Assert.True(Judge(history, SlowerByFive).IsStable);
        Assert.False(Judge(history, SlowerByFive with { Worse = MetricDirection.Lower }).IsStable);
    }

    [Fact]
    public void An_accepted_an_old_and_a_small_change_are_stable()
    {
        double[] history = [.. Level(1000, 30), .. Level(1100, 10)];
        Assert.True(Judge(history, SlowerByFive with { AcceptedUpTo = 32 }).IsStable);
        Assert.False(Judge(history, SlowerByFive with { AcceptedUpTo = 29 }).IsStable);
        Assert.True(Judge(history, SlowerByFive with { Newest = 9 }).IsStable);
        Assert.True(Judge(history, SlowerByFive with { Margin = 0.11 }).IsStable);
    }

    [Fact]
    public void A_change_that_was_taken_back_is_stable() =>
        Assert.True(Judge([.. Level(1000, 20), .. Level(1200, 10), .. Level(1000, 10)], SlowerByFive).IsStable);

    [Fact]
    public void Small_changes_add_up()
    {
        double[] history = [.. Level(1000, 12), .. Level(1030, 12), .. Level(1060, 12)];
        TrendResult result = Judge(history, SlowerByFive);
        Assert.Equal((TrendOutcome.Worse, 12), (result.Outcome, result.Cause!.Index));
    }

    [Fact]
    public void From_zero_is_worse_by_any_margin()
    {
        TrendResult result = Judge([.. Enumerable.Repeat(0.0, 12), .. Enumerable.Repeat(0.2, 12)], SlowerByFive);
        Assert.Equal("The level is worse from zero since value 13 of 24, beyond the margin of 5 %.", result.Reason);
    }

    [Fact]
    public void A_history_that_is_too_short_is_no_data_and_not_stable()
    {
        TrendResult result = Judge([.. Level(1000, 9)], SlowerByFive);
        Assert.Equal((TrendOutcome.NoData, false), (result.Outcome, result.IsStable));
        Assert.Equal("9 values are too few for a trend; 10 are needed.", result.Reason);
    }

    private static TrendResult Judge(double[] history, TrendRule rule) =>
        TrendStability.Judge(history, ChangePoints.Find(history, new Random(1)), rule);

    // Symmetric about the level, so that its median is the level itself.
    private static IEnumerable<double> Level(double level, int count) =>
        Enumerable.Range(0, count).Select(i => level * (1 + ((i % 3) - 1) * 0.002));
}
