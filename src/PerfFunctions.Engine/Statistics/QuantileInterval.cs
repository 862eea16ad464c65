namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// A confidence interval for a quantile that reaches from one value of the sample to another, whatever the values'
/// distribution: how many of them lie below the true quantile is binomial.
/// </summary>
/// <param name="Low">Rank of the lower end, from 1.</param>
/// <param name="High">Rank of the upper end.</param>
/// <param name="Level">Its true confidence level: 0.9375 for the median between the least and the largest of five values.</param>
public sealed record QuantileInterval(int Low, int High, double Level)
{
    private const int Digits = 12;

    /// <summary>
    /// The narrowest interval, in ranks, of at least this level, the surest one of several; where the sample is too small for
    /// the level, all of the sample. Null for fewer than two values.
    /// </summary>
    /// <param name="values">Size of the sample.</param>
    /// <param name="quantile">Between 0 and 1: 0.5 for the median.</param>
    /// <param name="level">The level wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantile or the level does not lie between 0 and 1.</exception>
    public static QuantileInterval? Of(int values, double quantile, double level = 0.95)
    {
        if (quantile is not (> 0 and < 1) || level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), $"A quantile of {quantile} at a level of {level}: both lie between 0 and 1.");
        }

        if (values < 2)
        {
            return null;
        }

        double[] atMost = Cumulative(values, quantile);
        for (int width = 1; width < values - 1; width++)
        {
            QuantileInterval? best = Lows(values, width, quantile).Select(low => Between(low, low + width, atMost)).MaxBy(i => i.Level);
            if (best?.Level >= level)
            {
                return best;
            }
        }

        return Between(1, values, atMost);
    }

    // That of the median has as many values on either side, as tables have it.
    private static IEnumerable<int> Lows(int values, int width, double quantile) =>
        Enumerable.Range(1, values - width).Where(low => quantile != 0.5 || (2 * low) + width == values + 1);

    // The quantile lies between two ranks when at least the lower and fewer than the higher number of values lie below it.
    private static QuantileInterval Between(int low, int high, double[] atMost) =>
        new(low, high, Math.Round(atMost[high - 1] - atMost[low - 1], Digits));

    // In logarithms, for the first terms of a large sample are too small for a number.
    private static double[] Cumulative(int values, double quantile)
    {
        double[] atMost = new double[values + 1];
        double term = values * Math.Log(1 - quantile);
        double sum = 0;
        for (int below = 0; below <= values; below++)
        {
            sum += Math.Exp(term);
            atMost[below] = Math.Min(1, sum);
            term += Math.Log((values - below) / (below + 1.0)) + Math.Log(quantile / (1 - quantile));
        }

        return atMost;
    }
}
