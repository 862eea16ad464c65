using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Plans;

/// <summary>What the orchestration has to do for a run: small, because it travels through durable history.</summary>
public sealed record RunPlan
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Number of load shards; 0 without load.</summary>
    public int Shards { get; init; }

    /// <summary>From the common start to the end of the last scenario, seconds.</summary>
    public double LoadSeconds { get; init; }

    /// <summary>Length of the slices that the load is run in, seconds; 0 for one slice whatever its length.</summary>
    public double SliceSeconds { get; init; }

    /// <summary>Names of the pages to audit.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>Those of <see cref="Pages"/> that budgets compare with the baseline: they may need further loads.</summary>
    public IReadOnlyList<string> Compared { get; init; } = [];

    /// <summary>When pages are audited.</summary>
    public AuditTiming Audits { get; init; }

    /// <summary>Whether there are series of the systems under test to read once the load is over.</summary>
    public bool ReadsServer { get; init; }

    /// <summary>Time in which load and audits must have ended, seconds.</summary>
    public double LimitSeconds { get; init; }

    /// <summary>Whether there are steps to do before audits and load.</summary>
    public bool SetsUp { get; init; }

    /// <summary>Whether there are steps to do at the end, or values of the setup to forget.</summary>
    public bool TearsDown { get; init; }

    /// <summary>Why there is nothing to measure; null when there is.</summary>
    public RunStop? Stop { get; init; }
}

/// <summary>Ends a run before anything was measured.</summary>
/// <param name="Outcome">What the run comes to.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Quiet">Whether no report is posted to the pull request, because no user waits for one.</param>
/// <param name="Transient">True when it may be otherwise a while later, and is to be asked again.</param>
public sealed record RunStop(RunOutcome Outcome, string Reason, bool Quiet = false, bool Transient = false);
