namespace PerfFunctions.Engine.Budgets;

/// <summary>How one rule came out.</summary>
public enum RuleStatus
{
    /// <summary>Measured and kept.</summary>
    Pass,

    /// <summary>Measured and broken, level warn.</summary>
    Warn,

    /// <summary>Measured and broken, level fail.</summary>
    Fail,

    /// <summary>Not measured.</summary>
    NoData,

    /// <summary>Level off: shown, not counted.</summary>
    Off,

    /// <summary>Measured, but the noise reaches across the limit: neither kept nor broken, and never a pass.</summary>
    Inconclusive,
}
