namespace PerfFunctions.Engine.Statistics;

/// <summary>The two-sample Kolmogorov–Smirnov test: whether two samples differ in any way at all.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Up to so many pairs of values the p value is counted out, ties or not.</summary>
    public const int MaxExactPairs = 10_000;

    // Below this the series of the limit is 1 to the last digit, and slow.
    private const double NoDistance = 0.2;

    // Distances that differ only in the rounding of a subtraction are equal.
    private const int TiedDigits = 12;

    /// <summary>Tests two samples.</summary>
    /// <exception cref="ArgumentException">A sample is empty, too long, or has a value that is not a finite number.</exception>
    public static KolmogorovSmirnovResult Test(IReadOnlyList<double> baseline, IReadOnlyList<double> head)
    {
        Samples.Check(baseline, nameof(baseline));
        Samples.Check(head, nameof(head));
        double[] pooled = [.. baseline.Concat(head).Order()];
        long distance = Distance([.. baseline.Order()], [.. head.Order()]);
        double pairs = (double)baseline.Count * head.Count;
        double d = distance / pairs;
        bool isExact = pairs <= MaxExactPairs;
        return new KolmogorovSmirnovResult
        {
            D = d,
            PValue = isExact
                ? Exact(pooled, baseline.Count, head.Count, distance)
                : Limit(d * Math.Sqrt(pairs / pooled.Length)),
            IsExact = isExact,
        };
    }

    /// <summary>
    /// Tests whether two samples differ in spread: the test on the distances of the values from their own median; where
    /// all values are above zero, of their logarithms, so that a head that is slower by a factor has not changed its
    /// spread. The p value is a rough one, because the medians are themselves estimates, and a change of shape that
    /// leaves the distances alone is not seen. It may explain a verdict, and must not make one. (Without the distances
    /// being taken, the test is all but blind: of pages that went from 6 % to 15 % of noise it sees 8 % at 25 loads a
    /// side, and with them 80 %, with about 3 % false alarms at the level of 5 %.)
    /// </summary>
    /// <inheritdoc cref="Test" path="/exception"/>
    public static KolmogorovSmirnovResult Spread(IReadOnlyList<double> baseline, IReadOnlyList<double> head)
    {
        Samples.Check(baseline, nameof(baseline));
        Samples.Check(head, nameof(head));
        bool positive = baseline.Concat(head).All(v => v > 0);
        return Test(Deviations(baseline, positive), Deviations(head, positive));
    }

    /// <summary>The limit of the p value for large samples.</summary>
    /// <param name="scaled">D times the root of (n m / (n + m)).</param>
    internal static double Limit(double scaled)
    {
        if (scaled < NoDistance)
        {
            return 1;
        }

        double sum = 0;
        double term = 1;
        for (int k = 1; term > 1e-16; k++)
        {
            term = Math.Exp(-2.0 * k * k * scaled * scaled);
            sum += k % 2 == 1 ? term : -term;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    // D times n times m, which is a whole number: no rounding decides what is "as far".
    private static long Distance(double[] baseline, double[] head)
    {
        long most = 0;
        for (int b = 0, h = 0; b < baseline.Length && h < head.Length;)
        {
            double value = Math.Min(baseline[b], head[h]);
            while (b < baseline.Length && baseline[b] == value)
            {
                b++;
            }

            while (h < head.Length && head[h] == value)
            {
                h++;
            }

            most = Math.Max(most, Math.Abs(((long)b * head.Length) - ((long)h * baseline.Length)));
        }

        return most;
    }

    // Hodges' counting: each way to deal out the pooled values is a path through the grid, and a path as far out as the
    // one seen is not counted. Between two equal values a path is ambiguous, so it is not evaluated there.
    private static double Exact(double[] pooled, int baseline, int head, long distance)
    {
        double[] inside = new double[head + 1];
        double[] all = new double[head + 1];
        for (int b = 0; b <= baseline; b++)
        {
            for (int h = 0; h <= head; h++)
            {
                bool first = b + h == 0;
                all[h] = first ? 1 : (b == 0 ? 0 : all[h]) + (h == 0 ? 0 : all[h - 1]);
                inside[h] = first ? 1 : (b == 0 ? 0 : inside[h]) + (h == 0 ? 0 : inside[h - 1]);
                bool isSeen = b + h == pooled.Length || (!first && pooled[b + h - 1] < pooled[b + h]);
                if (isSeen && Math.Abs(((long)b * head) - ((long)h * baseline)) >= distance)
                {
                    inside[h] = 0;
                }
            }
        }

        return Math.Clamp(1 - (inside[head] / all[head]), 0, 1);
    }

    private static double[] Deviations(IReadOnlyList<double> sample, bool byLogarithms)
    {
        double[] values = [.. byLogarithms ? sample.Select(v => Math.Log(v)) : sample];
        double median = Samples.Median(values);
        return [.. values.Select(v => Math.Round(Math.Abs(v - median), TiedDigits))];
    }
}
