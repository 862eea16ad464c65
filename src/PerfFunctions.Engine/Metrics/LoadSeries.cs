namespace PerfFunctions.Engine.Metrics;

/// <summary>A series that a plan defines in a scenario.</summary>
/// <param name="Key">See <see cref="SeriesKey"/>.</param>
/// <param name="Title">Its name, as the plan writes it.</param>
public sealed record LoadSeries(string Key, string Title)
{
    /// <summary>What it is of.</summary>
    public SeriesKind Kind { get; } = SeriesKey.KindOf(Key);

    /// <summary>Name in budgets: the last part of its key.</summary>
    public string Slug { get; } = Key[(Key.LastIndexOf('.') + 1)..];

    /// <summary>How the values of a metric of the plan's own become one; <see cref="MeasureKind.Trend"/> for any other series.</summary>
    public MeasureKind Measure { get; init; }

    /// <summary>Unit of a metric of the plan's own.</summary>
    public MetricUnit Unit { get; init; } = MetricUnit.Milliseconds;

    /// <summary>The direction in which a metric of the plan's own gets worse.</summary>
    public MetricDirection Worse { get; init; }

    /// <summary>The same under a key.</summary>
    public LoadSeries Under(string key) => new(key, Title) { Measure = Measure, Unit = Unit, Worse = Worse };

    /// <summary>Whether its values are times, which a generator that is too busy makes longer.</summary>
    public bool IsTimed => Kind != SeriesKind.Measure || Unit == MetricUnit.Milliseconds;
}

/// <summary>How measured values become one number.</summary>
public enum MeasureKind
{
    /// <summary>Percentiles, smallest, largest and mean of the values.</summary>
    Trend,

    /// <summary>Their sum.</summary>
    Counter,

    /// <summary>The share of them that are not zero.</summary>
    Rate,
}
