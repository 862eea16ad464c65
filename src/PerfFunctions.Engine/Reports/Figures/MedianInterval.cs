namespace PerfFunctions.Engine.Reports.Figures;

/// <summary>
/// The loads between which the median of all possible loads lies, whatever their distribution: each falls below it with
/// probability one half, so the binomial distribution tells how sure two of the sorted loads enclose it.
/// </summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">How sure, as a share.</param>
internal sealed record MedianInterval(double Low, double High, double Level)
{
    private const double LeastLevel = 0.9;

    /// <summary>The narrowest that is at least 90 % sure; null with fewer than five values, which cannot be.</summary>
    /// <param name="sorted">Values, ascending.</param>
    public static MedianInterval? Of(IReadOnlyList<double> sorted)
    {
        MedianInterval? narrowest = null;
        double term = Math.Pow(0.5, sorted.Count);
        double outside = 0;
        for (int i = 0; i < sorted.Count / 2; i++)
        {
            outside += 2 * term;
            term *= (double)(sorted.Count - i) / (i + 1);
            if (1 - outside < LeastLevel)
            {
                break;
            }

            narrowest = new MedianInterval(sorted[i], sorted[^(i + 1)], 1 - outside);
        }

        return narrowest;
    }
}
