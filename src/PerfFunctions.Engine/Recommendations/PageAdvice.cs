using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>Builds the recommendations about one page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Reader">Reads its metrics.</param>
internal sealed record PageAdvice(PageSummary Page, SummaryReader Reader)
{
    private readonly PageSide _loads = new(Page.Loads);

    /// <summary>The median over the loads; null when a load lacks it.</summary>
    public double? Median(string metric) => _loads.Median(metric) is { } value && double.IsFinite(value) ? value : null;

    /// <summary>One whose gain is time.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="evidence">The numbers.</param>
    /// <param name="metric">Metric that shows the gain.</param>
    /// <param name="milliseconds">The upper bound of the gain.</param>
    /// <param name="of">The time that it is a part of, for the weight; null when unknown.</param>
    /// <param name="effort">The work.</param>
    public Recommendation Time(string action, string evidence, string metric, double milliseconds, double? of, Effort effort) =>
        Build(action, evidence, metric, $"At most {CauseText.Time(milliseconds)} of {metric}.", of is > 0 ? milliseconds / of.Value : 0.1, effort);

    /// <summary>One whose gain is bytes.</summary>
    public Recommendation Bytes(string action, string evidence, string metric, double bytes, Effort effort)
    {
        double? all = Median(PageMetric.Bytes);
        string share = all is > 0 ? $", {MetricFormat.Format(MetricUnit.Share, Math.Min(1, bytes / all.Value))} of the page's bytes" : "";
        return Build(action, evidence, metric, $"At most {CauseText.Size(bytes)}{share}.", all is > 0 ? bytes / all.Value : 0.1, effort);
    }

    /// <summary>Any other.</summary>
    public Recommendation Build(string action, string evidence, string metric, string gain, double part, Effort effort)
    {
        var reference = new MetricReference(Page.Name, metric, "p50");
        return new Recommendation
        {
            Action = action,
            Subject = CauseText.Name(Page.Name),
            Evidence = evidence,
            ExpectedGain = gain,
            Effort = effort,
            Verify = MetricWords.Verify(reference, Reader),
            Weight = 0.1 + (0.8 * Math.Clamp(part, 0, 1)),
            Metric = reference,
        };
    }
}
