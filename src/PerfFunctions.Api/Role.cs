namespace PerfFunctions.Api;

/// <summary>What a caller may do; each includes those before it.</summary>
public enum Role
{
    /// <summary>Nothing that needs a role.</summary>
    None,

    /// <summary>Sees runs, reports, plans and trends.</summary>
    Read,

    /// <summary>Starts and cancels runs, stores plans, accepts baselines.</summary>
    Start,

    /// <summary>Halts and resumes the service, and reads the activity log.</summary>
    Administer,
}
