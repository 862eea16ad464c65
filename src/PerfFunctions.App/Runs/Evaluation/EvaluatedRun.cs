using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>What a run comes to.</summary>
/// <param name="Verdict">The verdict, its causes explained.</param>
/// <param name="Conditions">What the run was measured under; null when it was not measured, or its budgets were left out.</param>
public sealed record EvaluatedRun(Verdict Verdict, RunConditions? Conditions);
