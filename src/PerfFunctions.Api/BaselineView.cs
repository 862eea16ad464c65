using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Api;

/// <summary>A run that later ones may be compared with.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ByHand">Whether someone accepted it: then what was accepted before it counts no more.</param>
/// <param name="IsUsed">Whether the next run under its conditions is compared with it.</param>
/// <param name="ConditionsKey">Short name of its conditions, as in the plan's history.</param>
/// <param name="Conditions">What it was measured under; absent when it was never judged.</param>
public sealed record BaselineView(string RunId, bool ByHand, bool IsUsed, string ConditionsKey, RunConditions? Conditions);
