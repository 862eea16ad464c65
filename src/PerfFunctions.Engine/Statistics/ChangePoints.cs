namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// Finds the change points of a short history by E-divisive (Matteson and James): the split with the greatest energy
/// distance is tried against shuffled orders of the same values, then each part in turn. It works on ranks, so that one
/// wild night is just one high rank. With the noise of page loads (medians that scatter by 3 %) a change of 10 % is found
/// in nine of ten histories after seven nights, and in half of them after five. It is work: a second for 200 values.
/// </summary>
public static class ChangePoints
{
    /// <summary>The fewest values between two change points, when nothing else is asked for.</summary>
    public const int DefaultMinSegment = 5;

    private const int Shuffles = 999;

    /// <summary>The change points in order of time; none when the history is shorter than two segments.</summary>
    /// <param name="history">The values, oldest first; at most 500.</param>
    /// <param name="random">Shuffles the values; the same seed finds the same points.</param>
    /// <param name="alpha">The chance of a false change point in a history without one.</param>
    /// <param name="minSegment">The fewest values of a level, at least 2. One wild value is never a level.</param>
    /// <exception cref="ArgumentException">A value is not a finite number, or something is out of its range.</exception>
    public static IReadOnlyList<ChangePoint> Find(
        IReadOnlyList<double> history, Random random, double alpha = 0.01, int minSegment = DefaultMinSegment)
    {
        if (history.Count > 500 || history.Any(v => !double.IsFinite(v)) || alpha is not (> 0 and < 1) || minSegment < 2)
        {
            throw new ArgumentException(
                "A history has at most 500 finite values, alpha lies between 0 and 1, and a segment has at least 2 values.",
                nameof(history));
        }

        double[] ranks = [.. Samples.DoubledRanks(history).Select(r => (double)r)];
        SortedDictionary<int, double> found = [];
        Divide(new Search(ranks, random, alpha, minSegment), 0, ranks.Length, found);
        return Describe(history, Settle(ranks, found, minSegment));
    }

    private static void Divide(Search search, int from, int to, SortedDictionary<int, double> found)
    {
        if (to - from < 2 * search.MinSegment)
        {
            return;
        }

        double[] part = search.Ranks[from..to];
        EnergySplit best = EnergySplit.Best(part, search.MinSegment, mayEndEarly: true);
        if (PValue(search, part, best) is not { } p)
        {
            return;
        }

        found[from + best.At] = p;
        Divide(search, from, from + best.At, found);
        Divide(search, from + best.At, to, found);
    }

    // Null as soon as it is certain that the split is not significant.
    private static double? PValue(Search search, double[] part, EnergySplit best)
    {
        int asClear = 1;
        for (int i = 0; i < Shuffles; i++)
        {
            double[] shuffled = [.. part];
            search.Random.Shuffle(shuffled);
            asClear += EnergySplit.Best(shuffled, search.MinSegment, mayEndEarly: true).Distance >= best.Distance ? 1 : 0;
            if (asClear > search.Alpha * (Shuffles + 1))
            {
                return null;
            }
        }

        return asClear / (Shuffles + 1.0);
    }

    // The first points are found while later ones still blur them: between its neighbours each finds its exact place.
    private static IReadOnlyList<(int At, double PValue)> Settle(
        double[] ranks, SortedDictionary<int, double> found, int minSegment)
    {
        int[] ends = [0, .. found.Keys, ranks.Length];
        for (int i = 1; i < ends.Length - 1; i++)
        {
            ends[i] = ends[i - 1] + EnergySplit.Best(ranks.AsSpan(ends[i - 1]..ends[i + 1]), minSegment, mayEndEarly: false).At;
        }

        return [.. found.Values.Select((p, i) => (ends[i + 1], p))];
    }

    private static IReadOnlyList<ChangePoint> Describe(
        IReadOnlyList<double> history, IReadOnlyList<(int At, double PValue)> points)
    {
        int[] ends = [0, .. points.Select(p => p.At), history.Count];
        double Level(int segment) => Samples.Median(history.Skip(ends[segment]).Take(ends[segment + 1] - ends[segment]));
        return
        [
            .. points.Select((point, i) => new ChangePoint
            {
                Index = point.At,
                Before = Level(i),
                After = Level(i + 1),
                PValue = point.PValue,
            }),
        ];
    }

    private sealed record Search(double[] Ranks, Random Random, double Alpha, int MinSegment);
}
