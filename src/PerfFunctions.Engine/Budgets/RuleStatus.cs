namespace PerfFunctions.Engine.Budgets;

/// <summary>How one rule came out.</summary>
public enum RuleStatus
{
    /// <summary>Measured and passed.</summary>
    Pass,

    /// <summary>Measured and failed, level warn.</summary>
    Warn,

    /// <summary>Measured and failed, level fail.</summary>
    Fail,

    /// <summary>Not measured.</summary>
    NoData,

    /// <summary>Level off: shown, not counted.</summary>
    Off,

    /// <summary>Measured, but the confidence interval crosses the limit: neither passed nor failed.</summary>
    Inconclusive,
}
