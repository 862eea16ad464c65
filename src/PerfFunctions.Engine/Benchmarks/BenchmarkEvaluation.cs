using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>What benchmarks are evaluated by.</summary>
public sealed record BenchmarkEvaluation
{
    /// <summary>The result to evaluate.</summary>
    public required BenchmarkSet Results { get; init; }

    /// <summary>Results to compare with, one a run, newest first; empty for none.</summary>
    public IReadOnlyList<BenchmarkSet> Baseline { get; init; } = [];

    /// <summary>The budgets; where there are none, each benchmark is compared with the baseline.</summary>
    public IReadOnlyList<BudgetRule> Rules { get; init; } = [];

    /// <summary>The growth that is still no regression where there are no budgets, as a share.</summary>
    public double Margin { get; init; } = RunComparer.UsualMargin;

    /// <summary>Whether results of different hosts are compared nevertheless.</summary>
    public bool IgnoreHost { get; init; }
}
