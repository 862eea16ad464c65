using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>One metric of a page of real users, ready to be shown beside what audits measured.</summary>
internal sealed class RealUserFigures(RealUserSummary summary, RealUserPageSummary page, RealUserMetricSummary metric, double? lab)
{
    private readonly MetricUnit _unit = RealUserMetric.Find(metric.Name)?.Unit ?? MetricUnit.Score;

    public string Page => page.Name;

    public string Metric => metric.Name;

    public string ViewsText => MetricFormat.Format(MetricUnit.Count, metric.Count);

    /// <summary>Its 75th percentile; null, and <see cref="Missing"/>, where too few page views have it.</summary>
    public double? Usual => Reading.Value;

    /// <summary>Why it has no percentile; null when it has.</summary>
    public string? Missing => Reading.Missing;

    public string UsualText => MetricFormat.Format(_unit, Reading);

    /// <summary>Median of the audits of the page of this name; a dash without one.</summary>
    public string LabText => lab is { } median ? MetricFormat.Format(_unit, median) : "–";

    /// <summary>The rating of the percentile; null without one.</summary>
    public string? Rating => Usual is { } value ? VitalBand.Of(metric.Name)?.Rating(value) : null;

    /// <summary>The rating's style class.</summary>
    public string Tone => Usual is { } value ? VitalBand.Of(metric.Name)?.Tone(value) ?? "" : "";

    private MetricReading Reading => RealUserNumbers.Read(summary, page, metric, RealUserMetric.Usual);

    /// <summary>The figures of all pages; those without a page view have a row for each metric, too.</summary>
    public static IReadOnlyList<RealUserFigures> Of(RunSummary? summary) => summary?.RealUsers is not { } realUsers ? [] :
    [
        .. from page in realUsers.Pages
           let audited = summary.Pages.FirstOrDefault(p => p.Name == page.Name)
           from metric in page.Metrics
           select new RealUserFigures(realUsers, page, metric, audited is null ? null : SampleFigures.Of(audited, metric.Name)?.Median),
    ];
}
