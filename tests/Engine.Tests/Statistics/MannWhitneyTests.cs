using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class MannWhitneyTests
{
    /// <summary>
    /// Sources: R's wilcox.test help and the recorded tests of CRAN's exactRankTests (exact, ties as well, checked there
    /// against StatXact); SciPy's mannwhitneyu help for the last one (its U is 17 of the first sample).
    /// </summary>
    public static TheoryData<double[], double[], double, double> Published => new()
    {
        { PublishedSamples.Weeks, PublishedSamples.Term, 35, 0.2544 },
        { PublishedSamples.Training, PublishedSamples.Control, 106, 0.00186 },
        { PublishedSamples.Untreated, PublishedSamples.Treated, 35, 0.0989 },
        { PublishedSamples.OzoneAugust, PublishedSamples.OzoneMay, 127.5, 6.109e-05 },
        { PublishedSamples.RodTreated, PublishedSamples.RodControl, 102, 0.03727 },
        { [20, 11, 17, 12], [19, 22, 16, 29, 24], 17, 0.1111 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_exact_test_agrees_with_published_results(double[] baseline, double[] head, double u, double p)
    {
        MannWhitneyResult result = MannWhitney.Test(baseline, head);
        Assert.True(result.IsExact);
        Assert.Equal(u, result.U);
        Assert.InRange(result.PValue, p * 0.9995, p * 1.0005);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Swapped_sides_give_the_same_p_and_the_opposite_effect(double[] baseline, double[] head, double u, double p)
    {
        MannWhitneyResult result = MannWhitney.Test(head, baseline);
        Assert.Equal((baseline.Length * head.Length) - u, result.U);
        Assert.InRange(result.PValue, p * 0.9995, p * 1.0005);
        Assert.Equal(-MannWhitney.Test(baseline, head).RankBiserial, result.RankBiserial, 12);
    }

    /// <summary>R's wilcox.test help prints 0.0001208 for ozone; SciPy's mannwhitneyu help 0.11134688653314041.</summary>
    [Fact]
    public void The_approximation_agrees_with_published_results()
    {
        int[] ozone = Samples.DoubledRanks([.. PublishedSamples.OzoneMay, .. PublishedSamples.OzoneAugust]);
        Assert.InRange(MannWhitney.Approximate(ozone, PublishedSamples.OzoneMay.Length), 0.00012075, 0.00012085);
        int[] ages = Samples.DoubledRanks([19, 22, 16, 29, 24, 20, 11, 17, 12]);
        Assert.Equal(0.11134688653314041, MannWhitney.Approximate(ages, 5), 12);
    }

    [Fact]
    public void Large_samples_are_approximated_and_nearly_as_counted_out()
    {
        Random random = new(7);
        double[] baseline = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(40))];
        double[] head = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(50))];
        MannWhitneyResult result = MannWhitney.Test(baseline, head);
        Assert.False(result.IsExact);
        Assert.Equal(MannWhitney.Exact(Samples.DoubledRanks([.. head, .. baseline]), 60), result.PValue, 0.001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void With_any_ties_p_is_the_share_of_the_ways_to_deal_that_are_as_far(int seed)
    {
        Random random = new(seed);
        double[] pooled = [.. Enumerable.Range(0, 11).Select(_ => (double)random.Next(5))];
        double u = MannWhitney.Test(pooled[5..], pooled[..5]).U;
        double[] us = [.. Dealing.All(pooled, 5).Select(d => d.Head.Sum(h => d.Baseline.Sum(b => h > b ? 1 : h == b ? 0.5 : 0)))];
        double expected = us.Count(other => Math.Abs(other - 15) >= Math.Abs(u - 15)) / (double)us.Length;
        Assert.Equal(462, us.Length);
        Assert.Equal(expected, MannWhitney.Test(pooled[5..], pooled[..5]).PValue, 12);
    }

    [Fact]
    public void Values_that_are_all_equal_show_no_difference()
    {
        MannWhitneyResult few = MannWhitney.Test([5, 5, 5, 5], [5, 5, 5, 5, 5]);
        Assert.Equal((1.0, 0.0), (few.PValue, few.RankBiserial));
        double[] many = [.. Enumerable.Repeat(5.0, 60)];
        Assert.Equal(1, MannWhitney.Test(many, many).PValue);
    }

    [Fact]
    public void Two_constants_that_differ_are_a_true_shift()
    {
        MannWhitneyResult result = MannWhitney.Test([100, 100, 100, 100, 100], [115, 115, 115, 115, 115]);
        Assert.Equal(2.0 / 252, result.PValue, 12);
        Assert.Equal(1, result.RankBiserial);
    }

    [Fact]
    public void The_effect_size_is_the_favourable_pairs_less_the_others() =>
        // Pairs (head, baseline): of six, five have the larger head and one the smaller.
        Assert.Equal(4.0 / 6, MannWhitney.Test([1, 2, 4], [3, 5]).RankBiserial, 12);

    [Fact]
    public void A_sample_that_cannot_be_used_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [double.NaN]));
        ArgumentException tooLong = Assert.Throws<ArgumentException>(() => MannWhitney.Test(new double[2001], [1]));
        Assert.Contains("2001 values; 1 to 2000 are allowed", tooLong.Message, StringComparison.Ordinal);
    }
}
