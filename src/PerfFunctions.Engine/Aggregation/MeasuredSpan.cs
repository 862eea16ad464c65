using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>The time of the run that a scenario's figures are about, seconds of the run.</summary>
/// <param name="From">After the warm-up, and not before the scenario's start.</param>
/// <param name="To">The end of its load model, or the early end.</param>
/// <param name="EndsEarly">Whether a condition ended it before its time.</param>
internal readonly record struct MeasuredSpan(double From, double To, bool EndsEarly)
{
    /// <summary>Whether the load is in progress, so that more of the time follows.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Its length, never below zero.</summary>
    public double Seconds => Math.Max(0, To - From);

    /// <summary>Whole seconds in it.</summary>
    public int WholeSeconds => Math.Max(0, (int)To - (int)Math.Ceiling(From));

    /// <summary>The measured time of a scenario that was made longer, had it not been: its start is as many times as late.</summary>
    /// <param name="scenario">The scenario as it is.</param>
    /// <param name="warmup">Seconds of the run that are warm-up.</param>
    /// <param name="stretch">How many times as long it is.</param>
    public static MeasuredSpan Usual(Scenario scenario, int warmup, int stretch)
    {
        double end = scenario.End.TotalSeconds / stretch;
        return new MeasuredSpan(Math.Min(end, Math.Max(scenario.Start.TotalSeconds / stretch, warmup)), end, EndsEarly: false);
    }

    /// <summary>The measured time of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="warmup">Seconds of the run that are warm-up.</param>
    /// <param name="endedAfter">The second at whose end a condition ended it; null for none.</param>
    public static MeasuredSpan Of(Scenario scenario, int warmup, int? endedAfter)
    {
        double end = scenario.End.TotalSeconds;
        double from = Math.Min(end, Math.Max(scenario.Start.TotalSeconds, warmup));
        return endedAfter is { } second && second + 1 < end
            ? new MeasuredSpan(from, Math.Max(from, second + 1), EndsEarly: true)
            : new MeasuredSpan(from, end, EndsEarly: false);
    }
}
