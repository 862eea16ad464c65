using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>A run whose plan is read.</summary>
/// <param name="Run">The run.</param>
/// <param name="Plan">Its plan, as the run has it.</param>
/// <param name="Checked">What is looked at before it may start.</param>
/// <param name="IsLastAsk">Whether it is not asked for again, so that a transient refusal is final.</param>
public sealed record PlannedRun(RunRecord Run, PerfPlan Plan, CheckedRun Checked, bool IsLastAsk);
