using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Where the true number behind a rule lies, without assumptions on how loads are distributed.</summary>
/// <param name="Low">Lower end, in the unit of the metric.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Confidence level: 0.9375 for the median of five loads.</param>
/// <param name="LowText"><paramref name="Low"/> as a reader writes it.</param>
/// <param name="HighText"><paramref name="High"/> as a reader writes it.</param>
public sealed record RuleInterval(double Low, double High, double Level, string LowText, string HighText)
{
    internal bool IsPoint => Low == High;

    internal static RuleInterval Of(SampleInterval interval, MetricUnit unit, int digits) => new(
        interval.Low, interval.High, interval.Level,
        MetricFormat.Format(unit, interval.Low, digits), MetricFormat.Format(unit, interval.High, digits));

    /// <inheritdoc />
    public override string ToString() => $"{MetricFormat.Format(MetricUnit.Share, Level)} interval {LowText} to {HighText}";
}
