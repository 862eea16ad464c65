using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Input of an execution of <see cref="LoadChain"/>, and all that is carried from one to the next.</summary>
/// <param name="Plan">What to do.</param>
/// <param name="Slice">The slice to run, from 0.</param>
/// <param name="WakeAt">When to see to it, UTC.</param>
public sealed record LoadSliceInput(RunPlan Plan, int Slice, DateTime WakeAt)
{
    /// <summary>The common start; null as long as it is not known.</summary>
    public DateTimeOffset? GoAt { get; init; }

    /// <summary>What the chain's slices so far come to, by shard; empty before the first.</summary>
    public IReadOnlyList<ShardResult> Results { get; init; } = [];
}
