using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>All that a judgement rests on.</summary>
public sealed record EvaluationInput
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The plan's budgets, in its order.</summary>
    public required IReadOnlyList<BudgetRule> Rules { get; init; }

    /// <summary>The numbers of the run.</summary>
    public required IMetricReader Current { get; init; }

    /// <summary>The runs that regressions are measured against, newest first; empty when there are none.</summary>
    public IReadOnlyList<IMetricReader> Baseline { get; init; } = [];

    /// <summary>Comparisons that the run will be judged by and that are not among these rules.</summary>
    public int OtherComparisons { get; init; }

    /// <summary>The most loads of a page that would be made to decide a comparison.</summary>
    public int MaxLoads { get; init; } = 30;

    /// <summary>Why <see cref="Baseline"/> is empty, as a sentence without its full stop.</summary>
    public string BaselineMissing { get; init; } = "there is no baseline";

    /// <summary>The runs that trends are read from, oldest first, without this one.</summary>
    public IReadOnlyList<TrendRun> History { get; init; } = [];

    /// <summary>The newest run of <see cref="History"/> that was accepted by hand, and with it every change up to it; null for none.</summary>
    public string? AcceptedRun { get; init; }

    /// <summary>Whether the run is of a change that is not in the history: what went wrong there before is none of its doing.</summary>
    public bool IsChange { get; init; }

    /// <summary>Commit under test; null if it is unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>The state the run ended in.</summary>
    public RunCondition Condition { get; init; } = RunCondition.Sound;
}
