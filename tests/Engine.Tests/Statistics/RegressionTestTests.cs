using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class RegressionTestTests
{
    private static readonly double[] Usual = [995, 1000, 1003, 1007, 1010, 1014, 1021, 1030];

    [Fact]
    public void A_head_that_is_clearly_slower_is_worse()
    {
        RegressionResult result = RegressionTest.Judge(Slower(Usual, Times(Usual, 1.2), 0.1));
        Assert.Equal(RegressionOutcome.Worse, result.Outcome);
        Assert.Equal(0.2, result.Shift!.Value, 3);
        Assert.InRange(result.Low!.Value, 0.1, 0.2);
        Assert.Equal((1, 8, 8, null), (result.EffectSize, result.SampleBase, result.SampleHead, result.MoreNeeded));
        Assert.InRange(result.PValue!.Value, 0, 0.001);
        Assert.Equal(1, result.SpreadP);
        Assert.Equal(
            "The candidate is 20 % higher (95 % interval 18.6 % to 21.4 %): the whole interval is worse than the margin of 10 %.",
            result.Reason);
    }

    [Theory]
    [InlineData(1.0, RegressionOutcome.Same)]
    [InlineData(1.05, RegressionOutcome.Same)]
    [InlineData(1.1, RegressionOutcome.Inconclusive)]
    [InlineData(1.15, RegressionOutcome.Worse)]
    [InlineData(0.95, RegressionOutcome.Same)]
    [InlineData(0.85, RegressionOutcome.Better)]
    public void The_place_of_the_interval_decides(double factor, RegressionOutcome outcome)
    {
        Assert.Equal(outcome, RegressionTest.Judge(Slower(Usual, Times(Usual, factor), 0.1)).Outcome);
        RegressionInput fewer = Slower(Usual, Times(Usual, 2 - factor), 0.1) with { Worse = MetricDirection.Lower };
        Assert.Equal(outcome, RegressionTest.Judge(fewer).Outcome);
    }

    [Fact]
    public void Noise_wider_than_the_margin_is_inconclusive_and_says_how_many_more_would_decide()
    {
        RegressionInput input = Slower([900, 950, 1000, 1050, 1100], [950, 1000, 1050, 1100, 1150], 0.1);
        RegressionResult result = RegressionTest.Judge(input);
        Assert.Equal((RegressionOutcome.Inconclusive, 25), (result.Outcome, result.MoreNeeded));
        Assert.EndsWith("the interval crosses the margin of 10 %.", result.Reason, StringComparison.Ordinal);
        Assert.Equal(7, RegressionTest.Judge(input with { MaxValues = 12 }).MoreNeeded);
        Assert.Equal(0, RegressionTest.Judge(input with { MaxValues = 5 }).MoreNeeded);
        Assert.InRange(RegressionTest.Judge(input with { Margin = 0.25 }).MoreNeeded ?? 0, 0, 5);
    }

    // What a baseline is made of is long over: only the head can get more values, and it may have its most whatever the baseline has.
    [Fact]
    public void Further_values_are_those_of_the_head_however_many_the_baseline_has()
    {
        double[] run = [900, 930, 960, 990, 1010, 1040, 1070, 1100];
        RegressionInput input = Slower([.. Enumerable.Repeat(run, 5).SelectMany(r => r)], [950, 1000, 1080, 1120, 1180], 0.05) with
        {
            BaselineRuns = [.. Enumerable.Repeat(run, 5)],
        };
        RegressionResult result = RegressionTest.Judge(input);
        Assert.Equal((RegressionOutcome.Inconclusive, 25), (result.Outcome, result.MoreNeeded));
        Assert.Equal(45, RegressionTest.Judge(input with { MaxValues = 50 }).MoreNeeded);

        RegressionResult few = RegressionTest.Judge(input with { Baseline = Usual[..3], BaselineRuns = [Usual[..3]], Head = [1500, 1510, 1520] });
        Assert.Equal((RegressionOutcome.Inconclusive, 2), (few.Outcome, few.MoreNeeded));
        Assert.EndsWith("at the level of 95 %; 3 and 5 are needed.", few.Reason, StringComparison.Ordinal);
    }

    // Loads make the noise within runs smaller, and not what runs differ by: they are taken where that is enough.
    [Fact]
    public void Runs_that_may_differ_ask_for_more_values_where_these_can_still_decide()
    {
        double[][] runs = [[965, 985, 1000, 1015, 1035], [970, 990, 1000, 1010, 1030], [960, 985, 1000, 1015, 1040]];
        RegressionInput Input(double factor) =>
            Slower([.. runs.SelectMany(r => r)], [.. runs[0].Select(v => v * factor)], 0.05) with { BaselineRuns = runs };
        RegressionResult near = RegressionTest.Judge(Input(1.10));
        RegressionResult far = RegressionTest.Judge(Input(1.12));
        Assert.Equal((RegressionOutcome.Inconclusive, 0), (near.Outcome, near.MoreNeeded));
        Assert.Equal((RegressionOutcome.Inconclusive, RegressionOutcome.Worse), (far.Outcome, RegressionTest.Judge(Input(1.15)).Outcome));
        Assert.Contains("the usual scatter", far.Reason, StringComparison.Ordinal);
        Assert.InRange(far.MoreNeeded!.Value, 1, 25);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void Samples_too_small_for_the_level_are_never_the_same(int count, int more)
    {
        RegressionResult result = RegressionTest.Judge(Slower(Usual[..count], Usual[..count], 0.1));
        Assert.Equal((RegressionOutcome.Inconclusive, more, null), (result.Outcome, result.MoreNeeded, result.Low));
        string found = $"{count} baseline values and {count} candidate values";
        Assert.Equal($"{found} are too few for a result at the level of 95 %; 4 and 4 are needed.", result.Reason);
    }

    [Fact]
    public void A_side_without_values_is_no_data()
    {
        RegressionResult result = RegressionTest.Judge(Slower([], Usual, 0.1));
        Assert.Equal((RegressionOutcome.NoData, null), (result.Outcome, result.Shift));
        Assert.Equal("The baseline has no values.", result.Reason);
        Assert.Equal("The candidate has no values.", RegressionTest.Judge(Slower(Usual, [], 0.1)).Reason);
        Assert.Equal("Neither side has values.", RegressionTest.Judge(Slower([], [], 0.1)).Reason);
    }

    [Fact]
    public void Two_constants_are_compared_like_any_others()
    {
        double[] baseline = [100, 100, 100, 100, 100];
        Assert.Equal(RegressionOutcome.Worse, RegressionTest.Judge(Slower(baseline, Times(baseline, 1.15), 0.1)).Outcome);
        Assert.Equal(RegressionOutcome.Same, RegressionTest.Judge(Slower(baseline, baseline, 0.1)).Outcome);
        Assert.Equal(RegressionOutcome.Same, RegressionTest.Judge(Slower(baseline, [110, 110, 110, 110, 110], 0.1)).Outcome);
        Assert.Equal(RegressionOutcome.Worse, RegressionTest.Judge(Slower(baseline, [110, 110, 110, 110, 110], 0.05)).Outcome);
    }

    [Fact]
    public void Growth_from_zero_is_past_every_margin_and_zero_is_the_same_as_zero()
    {
        double[] zeros = [0, 0, 0, 0, 0];
        RegressionResult result = RegressionTest.Judge(Slower(zeros, [0.1, 0.1, 0.2, 0.1, 0.1], 0.1));
        Assert.Equal((RegressionOutcome.Worse, null), (result.Outcome, result.Shift));
        Assert.Equal(
            "The baseline is zero and the candidate is not: the whole interval is worse than the margin of 10 %.", result.Reason);
        Assert.Equal(RegressionOutcome.Same, RegressionTest.Judge(Slower(zeros, zeros, 0.1)).Outcome);
        Assert.Equal(RegressionOutcome.Inconclusive, RegressionTest.Judge(Slower(zeros, [0, 0, 0, 0.1, 0.1], 0.1)).Outcome);
    }

    [Theory]
    [InlineData(0.004, RegressionOutcome.Same, "the difference is within 0.01, which counts as no change.")]
    [InlineData(0.01, RegressionOutcome.Inconclusive, "the difference may be within 0.01, which counts as no change.")]
    [InlineData(0.02, RegressionOutcome.Worse, "the whole interval is worse than the margin of 10 %.")]
    public void A_change_that_nobody_would_notice_is_none_however_large_a_share_of_next_to_nothing(double by, RegressionOutcome outcome, string reason)
    {
        foreach (double[] baseline in new double[][] { [0, 0, 0, 0, 0], [0.001, 0.002, 0.001, 0.002, 0.001] })
        {
            double[] head = [by, by + 0.001, by, by + 0.002, by + 0.001];
            RegressionResult result = RegressionTest.Judge(Slower(baseline, head, 0.1) with { Negligible = 0.01 });
            Assert.Equal(outcome, result.Outcome);
            Assert.EndsWith(reason, result.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_change_that_nobody_would_notice_is_no_gain_either() =>
        Assert.Equal(RegressionOutcome.Same, RegressionTest.Judge(Slower([4, 4, 4, 4, 4], [1, 1, 1, 1, 1], 0.1) with { Negligible = 10 }).Outcome);

    [Fact]
    public void A_family_has_wider_intervals_and_each_regression_found_frees_its_part_for_the_others()
    {
        RegressionInput clear = Slower(Usual, Times(Usual, 1.5), 0.05);
        RegressionInput near = Slower(Usual, [1040, 1060, 1065, 1066, 1085, 1090, 1100, 1110], 0.05);
        double alone = RegressionTest.Judge(near).Low!.Value;
        double ofTwo = RegressionTest.Judge(near with { Family = 2 }).Low!.Value;
        Assert.True(ofTwo < alone);
        near = near with { Margin = (alone + ofTwo) / 2 };

        RegressionResult[] freed = [.. RegressionTest.JudgeFamily([clear, near, Slower([], Usual, 0.1)])];
        Assert.Equal(
            [(RegressionOutcome.Worse, 0.975), (RegressionOutcome.Worse, 0.95), (RegressionOutcome.NoData, null)],
            freed.Select(r => (r.Outcome, r.Level)));
        // At the level of its interval, so that the two never contradict each other.
        Assert.Equal(freed[1].PValue, freed[1].AdjustedPValue);
        RegressionResult[] held = [.. RegressionTest.JudgeFamily([near, Slower(Usual, Usual, 0.05)])];
        Assert.Equal(
            [(RegressionOutcome.Inconclusive, 0.975), (RegressionOutcome.Same, 0.975)],
            held.Select(r => (r.Outcome, r.Level)));
        Assert.Equal(held[0].PValue!.Value * 2, held[0].AdjustedPValue!.Value, 12);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower([-1], Usual, 0.1)));
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower([double.NaN], Usual, 0.1)));
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower(Usual, Usual, -0.1)));
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower(Usual, Usual, 0.1) with { Negligible = -1 }));
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower(Usual, Usual, 0.1) with { Alpha = 1 }));
        Assert.Throws<ArgumentException>(() => RegressionTest.Judge(Slower(Usual, Usual, 0.1) with { Family = 0 }));
    }

    private static RegressionInput Slower(double[] baseline, double[] head, double margin) =>
        new() { Baseline = baseline, Head = head, Worse = MetricDirection.Higher, Margin = margin };

    private static double[] Times(double[] values, double factor) => [.. values.Select(v => v * factor)];
}
