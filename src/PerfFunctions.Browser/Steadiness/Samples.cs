namespace PerfFunctions.Browser.Steadiness;

/// <summary>Order statistics of a handful of numbers.</summary>
internal static class Samples
{
    /// <summary>Quantile, with straight lines between the numbers; null of none.</summary>
    /// <param name="values">The numbers, in any order.</param>
    /// <param name="share">Which: 0.5 for the median.</param>
    public static double? Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return null;
        }
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
