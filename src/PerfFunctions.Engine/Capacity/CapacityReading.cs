namespace PerfFunctions.Engine.Capacity;

/// <summary>The steps of a scenario whose load rises step by step, as points of concurrency and throughput.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Unit">What the concurrency counts.</param>
/// <param name="Steps">Steps that can be used, in the order of time.</param>
/// <param name="LeftOut">Steps that cannot be used and why, one sentence each.</param>
public sealed record CapacityReading(
    string Scenario, ConcurrencyUnit Unit, IReadOnlyList<CapacityStep> Steps, IReadOnlyList<string> LeftOut)
{
    /// <summary>What a reader must know about the steps that are used, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the steps say about the target's capacity.</summary>
    public CapacityAnalysis Analyze() => CapacityAnalysis.Of([.. Steps.Select(s => s.Point)], Unit);
}

/// <summary>One step of a load.</summary>
/// <param name="FromSecond">First second of the run in it.</param>
/// <param name="ToSecond">The second after its last.</param>
/// <param name="Load">What was planned: arrivals per second, or users.</param>
/// <param name="Point">What was measured.</param>
/// <param name="Response">Encoded histogram of response times; empty where none is known for the step alone.</param>
public sealed record CapacityStep(int FromSecond, int ToSecond, double Load, CapacityPoint Point, byte[] Response);
