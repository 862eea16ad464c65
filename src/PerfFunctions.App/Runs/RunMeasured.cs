using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs;

/// <summary>Input of <see cref="AggregateRun"/>: how the measuring ended. The numbers are in storage.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Shards">How each shard ended.</param>
/// <param name="Audits">How each page audit ended.</param>
public sealed record RunMeasured(string RunId, ShardResult[] Shards, AuditResult[] Audits);

/// <summary>Input of <see cref="EvaluateRun"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Forced">What the run comes to whatever the budgets say; null to let them speak.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Quiet">Whether no notification is sent.</param>
/// <param name="Bare">True when the budgets could not be judged, and are left out.</param>
/// <param name="Plain">True when the figures could not be rendered, and are left out, too.</param>
public sealed record RunJudgement(
    string RunId, RunOutcome? Forced = null, string? Reason = null, bool Quiet = false, bool Bare = false, bool Plain = false)
{
    /// <summary>Why the plan's teardown could not be tried; null when it was, or there is none.</summary>
    public string? Teardown { get; init; }
}

/// <summary>Input of <see cref="StoreUndelivered"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Problem">Why its report did not reach everybody; null when it did.</param>
public sealed record UndeliveredRun(string RunId, string? Problem);
