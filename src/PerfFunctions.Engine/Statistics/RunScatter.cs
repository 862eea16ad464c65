namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// How much whole runs of a baseline differ from each other beyond the noise within each of them: another machine,
/// another hour. Pages and blocks of one run share its luck, so that no number of them makes it smaller.
/// </summary>
/// <param name="Found">Standard deviation between runs: of ratios as a share, 0.05 for 5 %; else in the unit of the values. Zero
/// for one run, which cannot show it.</param>
/// <param name="Deviation">What it is taken for, on the same scale.</param>
/// <param name="Freedom">Degrees of freedom of <paramref name="Deviation"/>.</param>
/// <param name="Runs">How many runs there are.</param>
/// <param name="IsRatio">Whether it is of ratios, as it can be where no value is zero.</param>
internal readonly record struct RunScatter(double Found, double Deviation, int Freedom, int Runs, bool IsRatio)
{
    /// <summary>
    /// What runs usually differ by. Five runs show their own scatter by four degrees of freedom only, two by one: so this counts
    /// besides, as if <see cref="UsualFreedom"/> more runs had shown it. Such that, whether runs truly differ by nothing or
    /// by 5 %, false alarms stay below 2 %, and that of runs that are alike a true 15 % is found at a margin of 5 %.
    /// </summary>
    public const double Usual = 0.027;

    /// <summary>How much <see cref="Usual"/> counts.</summary>
    public const int UsualFreedom = 4;

    // Runs that differ by more than so many times the usual are not usual, and speak for themselves.
    private const double Contradiction = 2;

    // The variance of the level of a normal run, by that of its values over their number.
    private const double LevelVariance = Math.PI / 3;

    // The median of the distance of two normal values is so many standard deviations.
    private const double MedianDistance = 0.9539;

    /// <summary>Whether what the runs show is taken as it is.</summary>
    public bool IsOfItself => Freedom == Runs - 1;

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

        double[] levels = [.. values.Select(Level)];
        double usual = isRatio ? Usual : Usual * Samples.Median(levels);
        if (values.Length == 1)
        {
            return new RunScatter(0, usual, UsualFreedom, 1, isRatio);
        }

        int freedom = levels.Length - 1;
        double mean = levels.Average();
        double between = levels.Sum(l => (l - mean) * (l - mean)) / freedom;
        double noise = VarianceWithin(values);
        double found = Math.Sqrt(Math.Max(0, between - values.Average(r => noise * LevelVariance / r.Length)));
        double all = freedom + UsualFreedom;
        return found > Contradiction * usual
            ? new RunScatter(found, found, freedom, levels.Length, isRatio)
            : new RunScatter(found, Math.Sqrt(((UsualFreedom * usual * usual) + (freedom * found * found)) / all), (int)all, levels.Length, isRatio);
    }

    /// <summary>The deviation as a share of a median; infinite where that is zero and the deviation is not.</summary>
    public double ShareOf(double deviation, double median) => IsRatio || deviation == 0 ? deviation : deviation / median;

    /// <summary>How far one more run may lie from the mean of these, by the chance that a confidence level leaves.</summary>
    public double ReachAt(double level) => StudentDistribution.Quantile((1 + level) / 2, Freedom) * Deviation * Math.Sqrt(1 + (1.0 / Runs));

    /// <summary>The shift's interval, made wider by how far one more run may lie from the mean of these.</summary>
    /// <param name="shift">A shift on the scale of the scatter, bounded.</param>
    /// <param name="level">Confidence level.</param>
    public ShiftEstimate Widen(ShiftEstimate shift, double level)
    {
        double reach = ReachAt(level);
        double middle = Additive(shift.Shift);
        double down = Math.Sqrt(Math.Pow(middle - Additive(shift.Low), 2) + (reach * reach));
        double up = Math.Sqrt(Math.Pow(Additive(shift.High) - middle, 2) + (reach * reach));
        return shift with { Low = Back(middle - down), High = Back(middle + up) };
    }

    private double Additive(double shift) => IsRatio ? Math.Log(1 + shift) : shift;

    private double Back(double shift) => IsRatio ? Math.Exp(shift) - 1 : shift;

    // By the distances of values of one run: few values lie nearer to their own median than to the true one, but not to each other.
    private static double VarianceWithin(double[][] runs)
    {
        double[] distances = [.. runs.SelectMany(r => r.SelectMany((v, i) => r.Skip(i + 1).Select(w => Math.Abs(v - w))))];
        double deviation = distances.Length == 0 ? 0 : Samples.Median(distances) / MedianDistance;
        return deviation * deviation;
    }

    // Hodges and Lehmann's: nearly as precise as the mean of quiet values, and hardly moved by one wild one.
    private static double Level(double[] run) => Samples.Median(run.SelectMany((v, i) => run.Skip(i).Select(w => (v + w) / 2)));
}
