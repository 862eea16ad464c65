using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.Engine.Summaries;

/// <summary>What browsers of real users reported of the plan's pages.</summary>
public sealed record RealUserSummary
{
    /// <summary>First day that counts, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day that counts, UTC; the day of the run, as far as it was over.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Values of a metric that are needed for its percentiles.</summary>
    public required int MinSamples { get; init; }

    /// <summary>The pages, in the order of the plan.</summary>
    public required IReadOnlyList<RealUserPageSummary> Pages { get; init; }
}

/// <summary>One page of real users.</summary>
/// <param name="Name">Name in the plan.</param>
/// <param name="Views">Page views that were reported.</param>
/// <param name="Days">Days of the window that have page views.</param>
/// <param name="Metrics">The metrics, in the order of <see cref="RealUserMetric.All"/>.</param>
public sealed record RealUserPageSummary(string Name, long Views, int Days, IReadOnlyList<RealUserMetricSummary> Metrics)
{
    /// <summary>The numbers of a page.</summary>
    public static RealUserPageSummary Of(string name, RealUserViews views, int days) => new(
        name, views.Count, days, [.. RealUserMetric.All.Select(metric => RealUserMetricSummary.Of(metric, views))]);
}

/// <summary>One metric of a page of real users.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Count">Page views that have it: without input, a view has no INP.</param>
/// <param name="Values">Its percentiles, in its unit; none without page views.</param>
public sealed record RealUserMetricSummary(string Name, long Count, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The numbers of a metric.</summary>
    public static RealUserMetricSummary Of(RealUserMetric metric, RealUserViews views) => new(
        metric.Name,
        views.CountOf(metric),
        RealUserMetric.Percentiles.Select(p => (Percentile: p, Value: views.ValueOf(metric, p))).Where(p => p.Value is not null)
            .ToDictionary(p => p.Percentile, p => p.Value!.Value));
}
