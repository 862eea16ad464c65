using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load.Runners;

/// <summary>One scenario on one loop: what its runner works with.</summary>
internal sealed record ScenarioRun
{
    public required ScenarioContext Context { get; init; }

    public required EventLoop Loop { get; init; }

    public required LoopStop Stop { get; init; }

    public required ShardControl Control { get; init; }

    /// <summary>This loop's part of the whole.</summary>
    public required ShardPart Part { get; init; }

    /// <summary>Whether there is such a part, see <see cref="ScenarioPart"/>.</summary>
    public required bool HasPart { get; init; }

    public required IntervalRecorder Recorder { get; init; }

    public required FlowRunner Flow { get; init; }

    /// <summary>Where the slice begins, run time.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Where the slice ends, run time.</summary>
    public required TimeSpan To { get; init; }

    public Scenario Scenario => Context.Scenario;
}
