using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>What an episode came to.</summary>
internal sealed record EpisodeResult
{
    /// <summary>What the code newly asked for, to be added to the history.</summary>
    public IReadOnlyList<StepEvent> Asked { get; init; } = [];

    /// <summary>All steps somebody waits for, old and new.</summary>
    public IReadOnlyList<StepEvent> Open { get; init; } = [];

    public string? CustomStatus { get; init; }

    public bool Suspended { get; init; }

    /// <summary>How the orchestration ended; null if it has not.</summary>
    public ExecutionEnd? End { get; init; }

    /// <summary>The events a new generation begins with; null if there is none.</summary>
    public IReadOnlyList<HistoryEvent>? NextGeneration { get; init; }
}
