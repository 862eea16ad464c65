namespace PerfFunctions.Engine.Statistics;

/// <summary>Holm's step-down correction: the chance of even one false alarm in a family of tests stays below the level.</summary>
public static class Holm
{
    /// <summary>The adjusted p values, in the order given; a test is significant when its value is at most the level.</summary>
    /// <exception cref="ArgumentException">A value is not a probability.</exception>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => p is not (>= 0 and <= 1)))
        {
            throw new ArgumentException("A p value lies between 0 and 1.", nameof(pValues));
        }

        double[] adjusted = new double[pValues.Count];
        double highest = 0;
        int left = pValues.Count;
        foreach (int i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            highest = Math.Max(highest, Math.Min(1, pValues[i] * left));
            adjusted[i] = highest;
            left--;
        }

        return adjusted;
    }
}
