using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>What the systems under test said of themselves while load ran.</summary>
public sealed record ServerSummary
{
    /// <summary>The series, in the order of the plan.</summary>
    public required IReadOnlyList<ServerSeries> Series { get; init; }

    /// <summary>Second of the run from which figures count: the end of the warm-up.</summary>
    public int FromSecond { get; init; }

    /// <summary>The second after the last for which series were read: the end of the load, or where something ended it early.</summary>
    public int ToSecond { get; init; }

    /// <summary>Which series rose together with response times, one sentence a scenario.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What was read once all of it is there, with its remarks; null for a plan that asks for nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="read">What was read; null when that failed.</param>
    /// <param name="scenarios">What the load came to.</param>
    public static ServerSummary? Of(PerfPlan plan, ServerSummary? read, IReadOnlyList<ScenarioSummary> scenarios)
    {
        if (plan.Server.Count == 0)
        {
            return null;
        }

        read ??= new ServerSummary { Series = [.. plan.Server.Select(m => ServerSeries.Lost(m, "It was not read."))] };
        return read with { Remarks = RisingTogether.Of(read.Series, scenarios) };
    }
}

/// <summary>One series over the time of the run.</summary>
/// <param name="Name">Name in the plan.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Source">Where it comes from, in words.</param>
/// <param name="StepSeconds">Seconds that a point stands for; 0 when there is none.</param>
/// <param name="Points">In order of time; second 0 is the common start of the load.</param>
public sealed record ServerSeries(string Name, MetricUnit Unit, string Source, int StepSeconds, IReadOnlyList<ServerPoint> Points)
{
    /// <summary>Why there are no points; null when there are.</summary>
    public string? Missing { get; init; }

    /// <summary>A series that was read, in the unit of reports.</summary>
    public static ServerSeries Of(ServerMetric metric, ServerReading reading) => new(
        metric.Name, metric.Unit.Unit, metric.Source.Words, reading.StepSeconds,
        [.. reading.Points.Select(p => p with { Value = p.Value * metric.Unit.Factor })]);

    /// <summary>A series that could not be read, and why.</summary>
    public static ServerSeries Lost(ServerMetric metric, string reason) =>
        new(metric.Name, metric.Unit.Unit, metric.Source.Words, 0, []) { Missing = reason };
}
