using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Trends;

/// <summary>A run in the history of its plan.</summary>
public sealed record TrendRun
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Commit under test; null if it is unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Branch of the commit; null if it is unknown.</summary>
    public string? Branch { get; init; }

    /// <summary>How it ended.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Its numbers; those that were not measured are not in it.</summary>
    public required IReadOnlyList<TrendValue> Values { get; init; }

    /// <summary>One of its numbers; null when it was not measured.</summary>
    public double? Find(MetricKind kind, MetricReference metric) =>
        Values.FirstOrDefault(v => v.Kind == kind && v.Metric == metric)?.Value;
}

/// <summary>One number of a run.</summary>
/// <param name="Kind">Whether a scenario or a page has it.</param>
/// <param name="Metric">Which.</param>
/// <param name="Value">Milliseconds, bytes, share and so on, as <see cref="MetricReading"/> has it.</param>
public sealed record TrendValue(MetricKind Kind, MetricReference Metric, double Value);
