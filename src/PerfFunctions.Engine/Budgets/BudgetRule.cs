using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>One line of <c>budgets:</c>.</summary>
/// <param name="Expression">As written in the plan.</param>
/// <param name="Metric">The number it is about.</param>
/// <param name="IsRegression">True when the number is the relative change against the baseline, above zero in the direction that is worse.</param>
/// <param name="Operator">How <see cref="Metric"/> must stand to <see cref="Limit"/>.</param>
/// <param name="Limit">In the unit of <see cref="MetricReading"/>: milliseconds, bytes, share (0.1 for 10 %).</param>
/// <param name="Level">What breaking it does.</param>
/// <param name="Why">The author's reason, shown beside the result.</param>
/// <param name="Owner">Whom to ask.</param>
/// <param name="Line">Line in the plan file, from 1; 0 when unknown.</param>
public sealed record BudgetRule(
    string Expression,
    MetricReference Metric,
    bool IsRegression,
    BudgetOperator Operator,
    double Limit,
    BudgetLevel Level = BudgetLevel.Fail,
    string? Why = null,
    string? Owner = null,
    int Line = 0)
{
    /// <summary>How much worse is still stable, as a share: below it lies what machines differ by from week to week.</summary>
    public const double TrendMargin = 0.05;

    /// <summary>
    /// Whether the subject is a scenario, a page, the systems under test or real users; with the metric's name it finds the metric's
    /// definition.
    /// </summary>
    public MetricKind Kind { get; init; } = MetricKind.Load;

    /// <summary>
    /// A metric that the plan defines: a server series, a page of real users, or a metric of its own; null for metrics of the
    /// catalogue.
    /// </summary>
    public MetricDefinition? OfPlan { get; init; }

    /// <summary>True when the number is how much worse the level of the plan's newest runs has become, as a share of the one before.</summary>
    public bool IsTrend { get; init; }

    /// <summary>Whether it needs other runs, so that the first run of a plan can have no data for it.</summary>
    public bool NeedsOtherRuns => IsRegression || IsTrend;

    /// <summary>What is known of its metric; null when there is no such metric.</summary>
    public MetricDefinition? Define() => OfPlan ?? MetricCatalog.Find(Kind, Metric.Metric);

    /// <summary>The stretch of the load that the number is about; null for all of it after the warm-up.</summary>
    public TimeWindow? Window { get; init; }
}

/// <summary>How the measured number must stand to the limit.</summary>
public enum BudgetOperator
{
    /// <summary>&lt;</summary>
    Below,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>&gt;</summary>
    Above,

    /// <summary>&gt;=</summary>
    AtLeast,
}

/// <summary>What breaking a rule does to the run.</summary>
public enum BudgetLevel
{
    /// <summary>Shown, never counted.</summary>
    Off,

    /// <summary>The run is at best warned.</summary>
    Warn,

    /// <summary>The run fails.</summary>
    Fail,
}
