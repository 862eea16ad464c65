namespace PerfFunctions.Engine.Statistics;

/// <summary>Spearman's rank correlation: whether two samples rise and fall together, by whatever curve.</summary>
internal static class RankCorrelation
{
    /// <summary>From -1 to 1; 0 where one of the samples has no two different values. Equal values share the mean of their ranks.</summary>
    /// <exception cref="ArgumentException">A sample cannot be used, or the two differ in length.</exception>
    public static double Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        Samples.Check(a, nameof(a));
        Samples.Check(b, nameof(b));
        if (a.Count != b.Count)
        {
            throw new ArgumentException($"{a.Count} values cannot be paired with {b.Count}.", nameof(b));
        }

        (int[] ranksOfA, int[] ranksOfB) = (Samples.DoubledRanks(a), Samples.DoubledRanks(b));

        // The mean of doubled ranks is a whole number, whatever the ties.
        int mean = a.Count + 1;
        double together = ranksOfA.Zip(ranksOfB).Sum(r => (double)(r.First - mean) * (r.Second - mean));
        double spread = Math.Sqrt(Squares(ranksOfA, mean) * Squares(ranksOfB, mean));
        return spread == 0 ? 0 : together / spread;
    }

    private static double Squares(int[] ranks, int mean) => ranks.Sum(r => (double)(r - mean) * (r - mean));
}
