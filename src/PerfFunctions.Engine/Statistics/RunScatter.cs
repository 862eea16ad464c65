namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// How much whole runs of a baseline differ from each other beyond the noise within each of them: another machine,
/// another hour. Pages and blocks of one run share its luck, so that no number of them makes it smaller.
/// </summary>
/// <param name="Deviation">Standard deviation between runs: of ratios as a share, 0.05 for 5 %; else in the unit of the values.</param>
/// <param name="Runs">How many runs it was found in; 1 where it is taken for <see cref="Usual"/>, because one run cannot show it.</param>
/// <param name="IsRatio">Whether it is of ratios, as it can be where no value is zero.</param>
internal readonly record struct RunScatter(double Deviation, int Runs, bool IsRatio)
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

    /// <summary>The scatter; null when there are no runs.</summary>
    /// <param name="runs">The values of each run; for ratios all above zero.</param>
    /// <param name="isRatio">Whether ratios are compared, or differences.</param>
    public static RunScatter? Of(IReadOnlyList<IReadOnlyList<double>> runs, bool isRatio)
    {
        double[][] values = [.. runs.Where(r => r.Count > 0).Select(r => r.Select(v => isRatio ? Math.Log(v) : v).ToArray())];
        if (values.Length == 0)
        {
            return null;
        }

        double[] medians = [.. values.Select(r => Samples.Median(r))];
        if (values.Length == 1)
        {
            return new RunScatter(isRatio ? Usual : Usual * medians[0], 1, isRatio);
        }

        double mean = medians.Average();
        double between = medians.Sum(m => (m - mean) * (m - mean)) / (medians.Length - 1);
        double within = values.Zip(medians).Average(r => VarianceOfMedian(r.First, r.Second));
        return new RunScatter(Math.Sqrt(Math.Max(0, between - within)), values.Length, isRatio);
    }

    /// <summary>The deviation as a share of a median; infinite where that is zero and the deviation is not.</summary>
    public double ShareOf(double median) => IsRatio || Deviation == 0 ? Deviation : Deviation / median;

    /// <summary>The shift's interval, made wider by what one more run may differ from the mean of these.</summary>
    /// <param name="shift">A shift on the scale of the scatter, bounded.</param>
    /// <param name="level">Confidence level.</param>
    public ShiftEstimate Widen(ShiftEstimate shift, double level)
    {
        double quantile = Runs == 1 ? NormalDistribution.Quantile((1 - level) / 2) : StudentDistribution.Quantile((1 + level) / 2, Runs - 1);
        double run = quantile * Deviation * Math.Sqrt(1 + (1.0 / Runs));
        double middle = Additive(shift.Shift);
        double down = Math.Sqrt(Math.Pow(middle - Additive(shift.Low), 2) + (run * run));
        double up = Math.Sqrt(Math.Pow(Additive(shift.High) - middle, 2) + (run * run));
        return shift with { Low = Back(middle - down), High = Back(middle + up) };
    }

    private double Additive(double shift) => IsRatio ? Math.Log(1 + shift) : shift;

    private double Back(double shift) => IsRatio ? Math.Exp(shift) - 1 : shift;

    private static double VarianceOfMedian(double[] values, double median)
    {
        double deviation = DeviationOfMedian * Samples.Median(values.Select(v => Math.Abs(v - median)));
        return MedianVariance * deviation * deviation / values.Length;
    }
}
