using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Documents;

/// <summary>All that documents are made from.</summary>
public sealed record DocumentSource
{
    /// <summary>The plan.</summary>
    public required PerfPlan Plan { get; init; }

    /// <summary>Its runs that have ended, newest first.</summary>
    public required IReadOnlyList<RunReport> Runs { get; init; }

    /// <summary>When the document is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the capacity plan is asked.</summary>
    public CapacityQuestion Question { get; init; } = new();

    /// <summary>The objectives; empty ones when the plan states none.</summary>
    internal ServiceObjectives Objectives => Plan.Objectives ?? new ServiceObjectives();

    /// <summary>The newest run that completed requests under a load that does not rise in steps, or any load if there is none; null without load.</summary>
    public RunReport? Load => Loads.FirstOrDefault(r => CapacityReader.Read(r.Summary!).Count == 0) ?? Loads.FirstOrDefault();

    /// <summary>All runs that completed requests, newest first.</summary>
    internal IEnumerable<RunReport> Loads => Runs.Where(r => r.Summary?.Scenarios.Any(s => s.Counts.Completed > 0) == true);

    /// <summary>The newest run with page loads; null for none.</summary>
    public RunReport? Audits => Runs.FirstOrDefault(r => r.Summary?.Pages.Any(p => p.Loads.Count > 0) == true);

    /// <summary>The newest scenario whose load rose step by step: one that a model fits, or else any; null for none.</summary>
    public MeasuredCapacity? Capacity
    {
        get
        {
            MeasuredCapacity? newest = null;
            foreach (MeasuredCapacity capacity in Loads.SelectMany(r => CapacityReader.Read(r.Summary!).Select(c => new MeasuredCapacity(r, c))))
            {
                if (capacity.Analysis.Chosen is not null)
                {
                    return capacity;
                }

                newest ??= capacity;
            }

            return newest;
        }
    }
}

/// <summary>A capacity and the run that measured it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reading">Its steps.</param>
public sealed record MeasuredCapacity(RunReport Run, CapacityReading Reading)
{
    /// <summary>What the steps say.</summary>
    public CapacityAnalysis Analysis => field ??= Reading.Analyze();
}
