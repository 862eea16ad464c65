using PerfFunctions.Api.Live;

namespace PerfFunctions.App.Runs;

/// <summary>What load comes to so far, or came to: what watchers see beside its seconds. Bounded, whatever the load.</summary>
/// <param name="Budgets">Budgets about load; null when the verdict decides.</param>
/// <param name="Errors">Failures by kind.</param>
/// <param name="Shards">Shards and their health.</param>
public sealed record RunProgress(LiveBudgets? Budgets, LiveErrors Errors, LiveShards Shards);
