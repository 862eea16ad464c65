namespace PerfFunctions.Engine.Budgets;

/// <summary>Every way a run can end.</summary>
public enum RunOutcome
{
    /// <summary>Every rule was measured and passed.</summary>
    Passed,

    /// <summary>Only rules of level warn failed, or a rule was inconclusive.</summary>
    Warned,

    /// <summary>A rule of level fail failed.</summary>
    Failed,

    /// <summary>A number that a rule needs was not measured.</summary>
    NoData,

    /// <summary>The rules passed, but part of the run was lost, so the results cover less than the plan.</summary>
    Degraded,

    /// <summary>Someone stopped it.</summary>
    Cancelled,

    /// <summary>An abort condition stopped it.</summary>
    Aborted,

    /// <summary>It did not end in its time.</summary>
    TimedOut,

    /// <summary>The service itself failed; the reason is in the notes.</summary>
    InternalError,
}
