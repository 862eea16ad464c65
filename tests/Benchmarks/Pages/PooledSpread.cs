namespace PerfFunctions.Benchmarks.Pages;

/// <summary>
/// How widely a metric's values lie about their own page's mean, over all pages at once: the standard deviation of ours and of
/// theirs. A handful of loads of one page says next to nothing of a spread; all of them together say how sure the ratio is.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="Ours">Our standard deviation, in the metric's unit; null where no page has two values.</param>
/// <param name="Theirs">Lighthouse's.</param>
/// <param name="Interval">Where the ratio of ours to theirs lies, at 95 %; null where one of them is nothing.</param>
internal sealed record PooledSpread(PageMetric Metric, double? Ours, double? Theirs, (double Low, double High)? Interval)
{
    private const int Samples = 4000;
    private const double Normal95 = 1.96;

    /// <summary>Ours over theirs; null where theirs is nothing or unknown.</summary>
    public double? Ratio => Theirs > 0 ? Ours / Theirs : null;

    /// <summary>What the interval says: narrower or wider for sure, or level as far as these loads tell. Without values it is wider.</summary>
    public SpreadVerdict Verdict => Interval switch
    {
        (_, < 1) => SpreadVerdict.Narrower,
        ( > 1, _) => SpreadVerdict.Wider,
        not null => SpreadVerdict.Level,
        null => Metric.Round(Ours ?? double.NaN) <= Metric.Round(Theirs ?? double.NaN) ? SpreadVerdict.Level : SpreadVerdict.Wider,
    };

    /// <summary>Pools the rows of one metric.</summary>
    public static PooledSpread Of(PageMetric metric, IEnumerable<PageRow> rows)
    {
        PageRow[] own = [.. rows.Where(row => row.Metric == metric)];
        double[][] ours = [.. own.Select(row => Residuals(row.Ours))];
        double[][] theirs = [.. own.Select(row => Residuals(row.Theirs))];
        (double? our, double? their) = (Deviation(ours), Deviation(theirs));
        return new(metric, our, their, our > 0 && their > 0 ? Interval95(ours, theirs, our.Value / their.Value) : null);
    }

    // Distances from the mean of few values are too short on the whole by this factor.
    private static double[] Residuals(IReadOnlyList<double> values) => values.Count < 2 ? [] :
        [.. values.Select(value => (value - values.Average()) * Math.Sqrt(values.Count / (values.Count - 1.0)))];

    private static double? Deviation(IEnumerable<double[]> pages)
    {
        double[] all = [.. pages.SelectMany(page => page)];
        return all.Length == 0 ? null : Math.Sqrt(all.Average(residual => residual * residual));
    }

    // Few values drawn again and again are surer than they should be, and a formula knows nothing of values far out: the wider holds.
    private static (double Low, double High) Interval95(double[][] ours, double[][] theirs, double ratio)
    {
        double error = Math.Sqrt((0.5 / Freedom(ours)) + (0.5 / Freedom(theirs)));
        (double low, double high) = (ratio * Math.Exp(-Normal95 * error), ratio * Math.Exp(Normal95 * error));
        return Bootstrap(ours, theirs) is { } drawn ? (Math.Min(low, drawn.Low), Math.Max(high, drawn.High)) : (low, high);
    }

    private static int Freedom(double[][] pages) => pages.Sum(page => Math.Max(0, page.Length - 1));

    private static (double Low, double High)? Bootstrap(double[][] ours, double[][] theirs)
    {
        // The same loads give the same interval.
        Random random = new(1);
        double[] Drawn(double[] page) => [.. page.Select(_ => page[random.Next(page.Length)])];
        double[] ratios =
        [
            .. Enumerable.Range(0, Samples)
                .Select(_ => Deviation(ours.Select(Drawn))!.Value / Deviation(theirs.Select(Drawn))!.Value)
                .Where(double.IsFinite).Order(),
        ];
        return ratios.Length == 0 ? null : (ratios[(int)(ratios.Length * 0.025)], ratios[(int)(ratios.Length * 0.975)]);
    }
}

/// <summary>Our spread beside theirs.</summary>
internal enum SpreadVerdict
{
    /// <summary>Ours is narrower for sure.</summary>
    Narrower,

    /// <summary>These loads do not tell them apart.</summary>
    Level,

    /// <summary>Ours is wider for sure, or there is nothing to say so from.</summary>
    Wider,
}
