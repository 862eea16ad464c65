namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// The Mann–Whitney test (Wilcoxon's rank sum test), two-sided: whether the values of one sample tend to be larger. It
/// asks for no distribution, and one wild value weighs no more than any other.
/// </summary>
public static class MannWhitney
{
    /// <summary>Up to so many pairs of values the null distribution is counted out, ties or not.</summary>
    public const int MaxExactPairs = 2500;

    /// <summary>Tests two samples.</summary>
    /// <exception cref="ArgumentException">A sample is empty, too long, or has a value that is not a finite number.</exception>
    public static MannWhitneyResult Test(IReadOnlyList<double> baseline, IReadOnlyList<double> head)
    {
        Samples.Check(baseline, nameof(baseline));
        Samples.Check(head, nameof(head));
        int[] ranks = Samples.DoubledRanks([.. head, .. baseline]);
        double pairs = (double)baseline.Count * head.Count;
        double u = (ranks.Take(head.Count).Sum(r => (long)r) - ((long)head.Count * (head.Count + 1))) / 2.0;
        bool isExact = pairs <= MaxExactPairs;
        return new MannWhitneyResult
        {
            U = u,
            PValue = isExact ? Exact(ranks, head.Count) : Approximate(ranks, head.Count),
            RankBiserial = (2 * u / pairs) - 1,
            IsExact = isExact,
        };
    }

    /// <summary>The p value over all ways to deal out the ranks, given their ties.</summary>
    /// <param name="ranks">Doubled ranks, those of the head first.</param>
    /// <param name="head">How many of them are of the head.</param>
    internal static double Exact(int[] ranks, int head)
    {
        ReadOnlySpan<int> few = head * 2 <= ranks.Length ? ranks.AsSpan(0, head) : ranks.AsSpan(head);
        long sum = 0;
        foreach (int rank in few)
        {
            sum += rank;
        }

        bool tied = ranks.Distinct().Count() < ranks.Length;
        return tied
            ? RankSumDistribution.Of(ranks, few.Length).TwoSided(sum)
            : RankSumDistribution.WithoutTies(few.Length, ranks.Length).TwoSided(sum / 2);
    }

    /// <summary>The p value by the normal distribution, corrected for ties and continuity.</summary>
    /// <inheritdoc cref="Exact" path="/param"/>
    internal static double Approximate(int[] ranks, int head)
    {
        double all = ranks.Length;
        double pairs = head * (all - head);
        double u = (ranks.Take(head).Sum(r => (long)r) / 2.0) - (head * (head + 1.0) / 2);
        double ties = ranks.GroupBy(r => r).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        double variance = pairs / 12 * (all + 1 - (ties / (all * (all - 1))));
        double distance = Math.Max(0, Math.Abs(u - (pairs / 2)) - 0.5);

        // No variance is left only where all values are equal: then there is nothing to find.
        return variance <= 0 ? 1 : Math.Min(1, 2 * NormalDistribution.UpperTail(distance / Math.Sqrt(variance)));
    }
}
