namespace PerfFunctions.Engine.Audits;

/// <summary>The work of one page audit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Page">Page name in the run's plan.</param>
public sealed record PageAudit(string RunId, string Page)
{
    /// <summary>Loads to make in addition to those that were made before; 0 for the loads that the plan asks for.</summary>
    public int Further { get; init; }

    /// <summary>Which of the rounds of further loads this is, from 1; 0 for the loads that the plan asks for.</summary>
    public int Round { get; init; }
}

/// <summary>How one page audit ended. The measurement itself is in a blob.</summary>
/// <param name="Page">Page name.</param>
/// <param name="Loads">Loads that gave numbers.</param>
/// <param name="Reason">Why loads are missing; null when none are.</param>
public sealed record AuditResult(string Page, int Loads, string? Reason);
