using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Engine.Summaries;

/// <summary>Everything a run measured, merged over shards and loads.</summary>
public sealed record RunSummary
{
    /// <summary>Version of this record's shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Scenarios, in the order of the plan.</summary>
    public IReadOnlyList<ScenarioSummary> Scenarios { get; init; } = [];

    /// <summary>Health of the generator; null if no shard could report it.</summary>
    public GeneratorSummary? Generator { get; init; }

    /// <summary>What the systems under test said of themselves; null when the plan does not ask.</summary>
    public ServerSummary? Server { get; init; }

    /// <summary>What browsers of real users reported; null when the plan does not ask.</summary>
    public RealUserSummary? RealUsers { get; init; }

    /// <summary>Pages, in the order of the plan.</summary>
    public IReadOnlyList<PageSummary> Pages { get; init; } = [];

    /// <summary>What a reader must know about the measurement, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True when part of what was asked is missing, so that the numbers speak for less.</summary>
    public bool Degraded { get; init; }
}

/// <summary>One page over its loads.</summary>
public sealed record PageSummary
{
    /// <summary>Page name.</summary>
    public required string Name { get; init; }

    /// <summary>Address that was loaded.</summary>
    public required Uri Address { get; init; }

    /// <summary>What it was loaded on.</summary>
    public required PageEnvironment Environment { get; init; }

    /// <summary>Loads that were asked for.</summary>
    public required int Runs { get; init; }

    /// <summary>The loads, in order.</summary>
    public IReadOnlyList<PageLoad> Loads { get; init; } = [];

    /// <summary>Address that was loaded for comparison; null when there was none.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Loads of <see cref="BaseAddress"/>, interleaved with <see cref="Loads"/>.</summary>
    public IReadOnlyList<PageLoad> BaseLoads { get; init; } = [];

    /// <summary>Loads of <see cref="Address"/> that were noisy and made again; in no figure.</summary>
    public IReadOnlyList<PageLoad> Repeated { get; init; } = [];

    /// <summary>The same of <see cref="BaseAddress"/>.</summary>
    public IReadOnlyList<PageLoad> BaseRepeated { get; init; } = [];

    /// <summary>What was not connected to because of its address, a sentence each.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>What shows the median load; null when none worked.</summary>
    public LoadDetail? Median { get; init; }

    /// <summary>Files of the evidence that are kept, such as <c>screenshot.jpg</c>.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Why there is none though it was recorded, a part of a sentence; null where there is.</summary>
    public string? EvidenceMissing { get; init; }
}
