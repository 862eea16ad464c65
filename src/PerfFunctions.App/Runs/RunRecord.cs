using System.Collections.ObjectModel;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs;

/// <summary>What is known of a run without opening its blobs.</summary>
public sealed record RunRecord
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Plan name; until the plan is read, what the trigger knows.</summary>
    public required string Plan { get; init; }

    /// <summary>What asked for it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>Address under test; null until the plan is read.</summary>
    public string? Target { get; init; }

    /// <summary>When it became a run.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was asked for: a command may wait for the code host before its run is made.</summary>
    public DateTimeOffset AskedAt => TableKeys.InstantOf(RunId);

    /// <summary>When its end was recorded; null while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>The verdict in one sentence; null while it goes on.</summary>
    public string? Headline { get; init; }

    /// <summary>When the shards start together; null before that is agreed.</summary>
    public DateTimeOffset? GoAt { get; init; }

    /// <summary>Someone asked for its end.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>The condition that aborted it; null for none.</summary>
    public ConditionHit? Abort { get; init; }

    /// <summary>The conditions that ended scenarios, in the order in which they became true.</summary>
    public IReadOnlyList<ConditionHit> Ended { get; init; } = [];

    /// <summary>What became of its setup; null when it has not begun.</summary>
    public FixtureResult? Setup { get; init; }

    /// <summary>What became of its teardown; null when it has not begun.</summary>
    public FixtureResult? Teardown { get; init; }

    /// <summary>When its load was over; null before that.</summary>
    public DateTimeOffset? LoadEndedAt { get; init; }

    /// <summary>Whether its load was watched to the end.</summary>
    public bool Watched { get; init; }

    /// <summary>The pull request it belongs to; null for none.</summary>
    public PullRequestContext? PullRequest { get; init; }

    /// <summary>Commit under test, as the requester gave it; null without one, and for a pull request, which has its own.</summary>
    public string? Commit { get; init; }

    /// <summary>Branch of that commit; null if it is unknown.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit whose run took this one's place; null for none.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Why its plan had nothing to measure; null for none.</summary>
    public string? Skipped { get; init; }

    /// <summary>The reason of the stop of everything that ended it; null for none.</summary>
    public string? Stopped { get; init; }

    /// <summary>What it costs; null before it was let in.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>Who requested it; null where the trigger has no caller.</summary>
    public Caller? By { get; init; }

    /// <summary>How many times as long as its plan says its load is.</summary>
    public int Stretch { get; init; } = 1;

    /// <summary>What of its plan is run.</summary>
    public RunPart Part { get; init; }

    /// <summary>What it chooses of its plan, as it was asked for.</summary>
    public PlanSettings Settings { get; init; } = PlanSettings.None;

    /// <summary>What every reader of its plan takes of it: the same however often and wherever it is read.</summary>
    public PlanSettings Chosen => Settings with { IsPullRequest = PullRequest?.Number is not null };

    /// <summary>The number by which lists show it; null where it was not measured.</summary>
    public RunKeyMetric? KeyMetric { get; init; }

    /// <summary>The profile that its plan was read with; null for none, and until the plan is read.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of parameters that are not the plan's own, by name; empty until the plan is read.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}

/// <summary>The number by which lists show a run.</summary>
/// <param name="ConditionsKey">Short name of the conditions that it was measured under; only numbers of the same are comparable.</param>
/// <param name="Measured">The number.</param>
public sealed record RunKeyMetric(string ConditionsKey, TrendValue Measured);

/// <summary>What of a plan is run.</summary>
public enum RunPart
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>The pages alone.</summary>
    Audit,

    /// <summary>The load alone, as a spike.</summary>
    Spike,
}
