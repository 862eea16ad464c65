namespace PerfFunctions.Engine.Recommendations;

/// <summary>How much work a recommendation usually is.</summary>
public enum Effort
{
    /// <summary>A setting, a header or an attribute.</summary>
    Small,

    /// <summary>A change of some code, or of how files are built.</summary>
    Medium,

    /// <summary>A change of how parts of the system work together.</summary>
    Large,
}
