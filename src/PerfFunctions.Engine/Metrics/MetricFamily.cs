namespace PerfFunctions.Engine.Metrics;

/// <summary>Metrics of pages that take a part of their name from the page or the plan: <c>mark.hero</c>, <c>step.pay.inp</c>.</summary>
public static class MetricFamily
{
    /// <summary>Before the name of a <c>performance.mark</c>.</summary>
    public const string Mark = "mark.";

    /// <summary>Before the name of a <c>performance.measure</c>.</summary>
    public const string Measure = "measure.";

    /// <summary>Before the name of a step of the plan.</summary>
    public const string Step = "step.";

    /// <summary>The families, for messages.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["mark.NAME", "measure.NAME", "step.NAME.METRIC"];

    private static readonly (string Name, MetricUnit Unit, string Meaning)[] OfStep =
    [
        ("time", MetricUnit.Milliseconds, "time from the action to the last paint or the end of its requests"),
        (PageMetric.Inp, MetricUnit.Milliseconds, "interaction to next paint within the step"),
        (PageMetric.Cls, MetricUnit.Score, "cumulative layout shift within the step"),
        (PageMetric.Lcp, MetricUnit.Milliseconds, "largest contentful paint within the step"),
        (PageMetric.LongTasks, MetricUnit.Count, "tasks within the step that blocked the main thread for 50 ms or longer"),
        (PageMetric.Bytes, MetricUnit.Bytes, "bytes transferred within the step"),
        (PageMetric.Requests, MetricUnit.Count, "requests made within the step"),
    ];

    /// <summary>The metrics of a step: <c>time</c>, <c>inp</c> and so on.</summary>
    public static IReadOnlyList<string> StepMetrics { get; } = [.. OfStep.Select(m => m.Name)];

    /// <summary>The metric of this name; null when it belongs to no family.</summary>
    public static MetricDefinition? Find(string name)
    {
        if (NameIn(name, Mark) is { } mark)
        {
            return PageMetrics.Of(name, MetricUnit.Milliseconds, $"when the page set the mark '{mark}'");
        }

        if (NameIn(name, Measure) is { } measure)
        {
            return PageMetrics.Of(name, MetricUnit.Milliseconds, $"duration that the page measured as '{measure}'");
        }

        return NameIn(name, Step)?.Split('.') is [{ Length: > 0 }, string metric]
            && OfStep.FirstOrDefault(m => m.Name == metric) is { Name: not null } found
            ? PageMetrics.Of(name, found.Unit, found.Meaning) with { Negligible = NegligibleOf(metric) }
            : null;
    }

    private static double NegligibleOf(string metric) => metric switch
    {
        PageMetric.Inp => PageMetrics.InputGrain,
        PageMetric.Cls => PageMetrics.LayoutGrain,
        _ => 0,
    };

    /// <summary>What follows a family's prefix; null when it is another metric, or nothing follows.</summary>
    public static string? NameIn(string metric, string prefix) =>
        metric.Length > prefix.Length && metric.StartsWith(prefix, StringComparison.Ordinal) ? metric[prefix.Length..] : null;
}
