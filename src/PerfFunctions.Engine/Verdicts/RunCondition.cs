using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>The state a run ended in, before any rule is looked at.</summary>
public sealed record RunCondition
{
    /// <summary>A run that went as planned.</summary>
    public static RunCondition Sound { get; } = new();

    /// <summary>What a reader must know: lost shards, dropped sends, an interruption. Goes into the verdict as it is.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True when part of the run was lost, so that its numbers speak for less than was asked.</summary>
    public bool Degraded { get; init; }

    /// <summary>
    /// The outcome that no rule can change: NoData where nothing could be measured, Cancelled, Aborted, TimedOut or
    /// InternalError; null when the rules decide.
    /// </summary>
    public RunOutcome? Forced { get; init; }
}
