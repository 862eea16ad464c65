namespace PerfFunctions.Api;

/// <summary>What the activity log records.</summary>
public enum ActivityKind
{
    /// <summary>A run was started.</summary>
    Start,

    /// <summary>A run was cancelled.</summary>
    Cancel,

    /// <summary>The service was halted.</summary>
    Halt,

    /// <summary>The service was resumed.</summary>
    Resume,

    /// <summary>A run was accepted as a baseline.</summary>
    AcceptBaseline,

    /// <summary>A run was withdrawn as a baseline.</summary>
    WithdrawBaseline,

    /// <summary>A plan was stored.</summary>
    StorePlan,

    /// <summary>A stored plan was deleted.</summary>
    DeletePlan,

    /// <summary>A request that would have changed something was denied, because the caller lacks the role.</summary>
    Call,
}
