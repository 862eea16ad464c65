namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// How much whole runs of a baseline differ from each other beyond the noise within each of them: another machine,
/// another hour. Pages and blocks of one run share its luck, so that no number of them makes it smaller.
/// </summary>
/// <param name="Deviation">Standard deviation between runs, as a share: 0.05 for 5 %.</param>
/// <param name="Runs">How many runs it was found in; 1 where it is taken for <see cref="Usual"/>, because one run cannot show it.</param>
internal readonly record struct RunScatter(double Deviation, int Runs)
{
    // Of a normal sample the median's variance is pi/2 times that of the mean, and its median deviation 1/1.4826 of the standard one.
    private const double MedianVariance = Math.PI / 2;
    private const double DeviationOfMedian = 1.4826;

    /// <summary>A margin of less than so many deviations is within what runs differ by anyway.</summary>
    public const double LeastMargin = 3;

    /// <summary>
    /// What runs are taken to differ by until a second one shows it: enough that at a margin of 10 % false alarms stay
    /// below 2 % where runs truly differ by 5 %, and that a change of 25 % still fails.
    /// </summary>
    public const double Usual = 0.04;

    /// <summary>The scatter; null when there are no runs, or a value has no logarithm.</summary>
    /// <param name="runs">The values of each run.</param>
    public static RunScatter? Of(IReadOnlyList<IReadOnlyList<double>> runs)
    {
        double[][] logs = [.. runs.Where(r => r.Count > 0).Select(r => r.Select(v => Math.Log(v)).ToArray())];
        if (logs.Length == 0 || logs.Any(r => r.Any(v => !double.IsFinite(v))))
        {
            return null;
        }

        if (logs.Length == 1)
        {
            return new RunScatter(Usual, 1);
        }

        double[] medians = [.. logs.Select(r => Samples.Median(r))];
        double mean = medians.Average();
        double between = medians.Sum(m => (m - mean) * (m - mean)) / (medians.Length - 1);
        double within = logs.Zip(medians).Average(r => VarianceOfMedian(r.First, r.Second));
        return new RunScatter(Math.Sqrt(Math.Max(0, between - within)), logs.Length);
    }

    /// <summary>The shift's interval, made wider by what one more run may differ from the mean of these.</summary>
    /// <param name="shift">A shift of ratios, bounded.</param>
    /// <param name="level">Confidence level.</param>
    public ShiftEstimate Widen(ShiftEstimate shift, double level)
    {
        double quantile = Runs == 1 ? NormalDistribution.Quantile((1 - level) / 2) : StudentDistribution.Quantile((1 + level) / 2, Runs - 1);
        double run = quantile * Deviation * Math.Sqrt(1 + (1.0 / Runs));
        double middle = Math.Log(1 + shift.Shift);
        double down = Math.Sqrt(Math.Pow(middle - Math.Log(1 + shift.Low), 2) + (run * run));
        double up = Math.Sqrt(Math.Pow(Math.Log(1 + shift.High) - middle, 2) + (run * run));
        return shift with { Low = Math.Exp(middle - down) - 1, High = Math.Exp(middle + up) - 1 };
    }

    private static double VarianceOfMedian(double[] values, double median)
    {
        double deviation = DeviationOfMedian * Samples.Median(values.Select(v => Math.Abs(v - median)));
        return MedianVariance * deviation * deviation / values.Length;
    }
}
