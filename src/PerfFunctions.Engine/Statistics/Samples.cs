namespace PerfFunctions.Engine.Statistics;

/// <summary>What every test asks of a sample, and what several read from it.</summary>
internal static class Samples
{
    /// <summary>
    /// The most values a side. Every pair of values is looked at, and a sample of more than this is one of requests,
    /// which are no replications: group them into blocks first.
    /// </summary>
    public const int MaxValues = 2000;

    /// <summary>Refuses a sample that no test can use.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has a value that is not a finite number.</exception>
    public static void Check(IReadOnlyList<double> sample, string name)
    {
        if (sample.Count is 0 or > MaxValues)
        {
            throw new ArgumentException($"{name} has {sample.Count} values; 1 to {MaxValues} are allowed.", name);
        }

        if (sample.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException($"{name} has a value that is not a finite number.", name);
        }
    }

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return MedianOfSorted(sorted);
    }

    /// <summary>As <see cref="Median"/>, of values in ascending order.</summary>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>
    /// Twice the rank of each value, from 1; equal values share the mean of their ranks. Doubled, so that they are whole.
    /// </summary>
    public static int[] DoubledRanks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        int[] ranks = new int[values.Count];
        for (int from = 0; from < order.Length;)
        {
            int to = from + 1;
            while (to < order.Length && values[order[to]] == values[order[from]])
            {
                to++;
            }

            for (int i = from; i < to; i++)
            {
                ranks[order[i]] = from + to + 1;
            }

            from = to;
        }

        return ranks;
    }
}
