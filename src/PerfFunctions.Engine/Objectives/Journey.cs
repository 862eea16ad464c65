using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Objectives;

/// <summary>A way that users go through the system, and what it must do for them.</summary>
/// <param name="Name">Name of the journey.</param>
/// <param name="Subject">What measures it, as budgets name it: a scenario, one of its requests or groups, or a page.</param>
public sealed record Journey(string Name, string Subject)
{
    /// <summary>Share of requests that must be good, above 0 and below 1; null when it is not said.</summary>
    public double? Availability { get; init; }

    /// <summary>Most response times at percentiles.</summary>
    public IReadOnlyList<LatencyObjective> Latency { get; init; } = [];

    /// <summary>Limits of any other metrics.</summary>
    public IReadOnlyList<MetricObjective> Metrics { get; init; } = [];

    /// <summary>Requests per second that are expected at the busiest time of an ordinary day; null when it is not said.</summary>
    public double? Throughput { get; init; }

    /// <summary>Users at once that are expected then; null when it is not said.</summary>
    public int? Users { get; init; }

    /// <summary>Time over which the service level objective holds, such as 28 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(28);
}

/// <summary>A limit of response time.</summary>
/// <param name="Percentile">Which percentile, such as 95.</param>
/// <param name="Limit">What it must stay below.</param>
public sealed record LatencyObjective(double Percentile, TimeSpan Limit)
{
    /// <summary>The metric as budgets name it after the subject: <c>latency.p95</c>.</summary>
    public string Metric => string.Create(CultureInfo.InvariantCulture, $"{LoadMetric.Latency}.p{Percentile}");
}

/// <summary>A limit of a metric: the worst that it may be.</summary>
/// <param name="Metric">The metric as budgets name it after the subject, such as <c>lcp.p75</c>.</param>
/// <param name="Limit">The limit as the plan writes it, such as <c>2.5s</c>.</param>
public sealed record MetricObjective(string Metric, string Limit);
