using System.Globalization;

namespace PerfFunctions.Engine.Summaries;

/// <summary>Makes one number of a few, such as the loads of a page.</summary>
public static class SampleAggregate
{
    /// <summary>
    /// The aggregate of a sorted sample; percentiles interpolate between neighbours (type 7, as R and NumPy do by
    /// default). Null for an empty sample or an unknown aggregate.
    /// </summary>
    public static double? Of(double[] sorted, string aggregate) => (sorted.Length, aggregate) switch
    {
        (0, _) => null,
        (_, "min") => sorted[0],
        (_, "max") => sorted[^1],
        (_, "mean") => sorted.Average(),
        (_, ['p', .. string percentile]) when double.TryParse(percentile, CultureInfo.InvariantCulture, out double p) =>
            Percentile(sorted, p),
        _ => null,
    };

    private static double Percentile(double[] sorted, double percentile)
    {
        double place = (sorted.Length - 1) * percentile / 100;
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
