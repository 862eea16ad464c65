using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Baselines;

/// <summary>A run that later ones are compared with.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ByHand">Whether someone accepted it: then what was accepted before it counts no more.</param>
/// <param name="ConditionsKey">Short name of its conditions.</param>
/// <param name="Conditions">What it was measured under; null when it was never judged.</param>
public sealed record BaselineRun(string RunId, bool ByHand, string ConditionsKey, RunConditions? Conditions);
