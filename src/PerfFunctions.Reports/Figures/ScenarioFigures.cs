using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Reports.Figures;

/// <summary>A scenario with the numbers that reports compute from it.</summary>
internal sealed record ScenarioFigures(ScenarioSummary Scenario)
{
    /// <summary>Response times; null when nothing was recorded, or when they may not be judged.</summary>
    public LatencyFigures? Response { get; } = MayBeShown(Scenario) ? LatencyFigures.Of(Scenario.Response) : null;

    /// <summary>Service times; null as above.</summary>
    public LatencyFigures? Service { get; } = MayBeShown(Scenario) ? LatencyFigures.Of(Scenario.Service) : null;

    /// <summary>Completed requests per second; null when the scenario has no length.</summary>
    public double? Throughput => Scenario.DurationSeconds > 0 ? Scenario.CompletedInTime / Scenario.DurationSeconds : null;

    /// <summary>Failed requests as a share of those that ended; null when none ended.</summary>
    public double? ErrorShare => Scenario.Counts.Completed > 0 ? (double)Scenario.Counts.Failed / Scenario.Counts.Completed : null;

    /// <summary>Kinds of error, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Errors { get; } =
        [.. Scenario.Errors.Where(e => e.Value > 0).OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal)];

    /// <summary>What requests spend their time on; empty when it was not measured, or may not be judged.</summary>
    public IReadOnlyList<PhaseFigures> Phases { get; } = MayBeShown(Scenario) ? PhaseFigures.Of(Scenario.Phases) : [];

    /// <summary>The steps of a load that rises step by step.</summary>
    public IReadOnlyList<WindowFigures> Steps { get; } = WindowFigures.StepsOf(Scenario);

    /// <summary>What the steps say about the target's capacity; null for a load without steps.</summary>
    public CapacityFigures? Capacity => CapacityFigures.Of(Scenario);

    /// <summary>A remark when requests queued in front of the target; null when they did not.</summary>
    public string? Queued { get; } = QueuedNote.Of(Scenario);

    /// <summary>The load model, and what is left out of the figures.</summary>
    public string Model => Scenario.WarmupSeconds > 0
        ? $"{Scenario.Model}; warm-up of {Durations.Format(TimeSpan.FromSeconds(Scenario.WarmupSeconds))} excluded"
        : Scenario.Model;

    /// <summary>Why there are no latencies, in one sentence.</summary>
    public string MissingReason => Scenario.LatencyMissing ?? "No request got a response.";

    // A saturated generator measured itself, not the target: its latencies are no numbers to show.
    private static bool MayBeShown(ScenarioSummary scenario) => scenario.LatencyMissing is null;
}
