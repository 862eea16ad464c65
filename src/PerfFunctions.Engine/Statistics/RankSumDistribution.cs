namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// The exact distribution of the sum of some of a set of ranks, when every choice is as likely: what the rank sum of a
/// sample is when nothing sets it apart. Counts are only ever added, so that even the far tail keeps its digits.
/// </summary>
internal sealed class RankSumDistribution
{
    private readonly double[] _counts;
    private readonly double _total;
    private readonly long _least;
    private readonly long _doubledMean;

    private RankSumDistribution(double[] counts, long least, long doubledMean)
    {
        _counts = counts;
        _total = counts.Sum();
        _least = least;
        _doubledMean = doubledMean;
    }

    /// <summary>The distribution for <paramref name="chosen"/> of these ranks, which may be doubled, and tied.</summary>
    public static RankSumDistribution Of(IEnumerable<int> ranks, int chosen)
    {
        int[] sorted = [.. ranks.Order()];
        long[] least = MinSums(sorted);
        double[][] ways = new double[chosen + 1][];
        for (int j = 0; j <= chosen; j++)
        {
            ways[j] = new double[least[^1] - least[sorted.Length - j] - least[j] + 1];
        }

        ways[0][0] = 1;
        for (int k = 0; k < sorted.Length; k++)
        {
            // Smaller choices than this can no longer become whole with the ranks that are left.
            int smallest = Math.Max(1, chosen - (sorted.Length - 1 - k));
            for (int j = Math.Min(k + 1, chosen); j >= smallest; j--)
            {
                long reach = least[k] - least[k - j + 1] - least[j - 1] + 1;
                Add(ways[j - 1].AsSpan(0, (int)reach), ways[j].AsSpan((int)(sorted[k] - sorted[j - 1])));
            }
        }

        // The sums lie symmetrically about their mean only without ties; the mean itself is always this.
        return new RankSumDistribution(ways[chosen], least[chosen], 2 * chosen * least[^1] / sorted.Length);
    }

    /// <summary>Without ties: for <paramref name="chosen"/> of the ranks 1 to <paramref name="count"/>.</summary>
    public static RankSumDistribution WithoutTies(int chosen, int count) => Of(Enumerable.Range(1, count), chosen);

    /// <summary>The probability of a sum at least as far from the mean as this one.</summary>
    public double TwoSided(long sum)
    {
        long distance = Math.Abs((2 * sum) - _doubledMean);
        double count = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            count += Math.Abs((2 * (_least + i)) - _doubledMean) >= distance ? _counts[i] : 0;
        }

        return Math.Min(1, count / _total);
    }

    /// <summary>How many of the lowest sums together have at most this probability; 0 when not even the lowest has.</summary>
    public int LowestWithin(double probability)
    {
        double count = 0;
        int lowest = 0;
        while (lowest < _counts.Length && (count += _counts[lowest]) <= probability * _total * (1 + 1e-12))
        {
            lowest++;
        }

        return lowest;
    }

    private static long[] MinSums(int[] sorted)
    {
        long[] sums = new long[sorted.Length + 1];
        for (int i = 0; i < sorted.Length; i++)
        {
            sums[i + 1] = sums[i] + sorted[i];
        }

        return sums;
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] += from[i];
        }
    }
}
