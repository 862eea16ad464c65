using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.ActivityLogs;

/// <summary>Something that somebody did, or was refused.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who; null where the trigger knows nobody.</summary>
    public Caller? Who { get; init; }

    /// <summary>What.</summary>
    public required AuditAct What { get; init; }

    /// <summary>The run that it is about; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>The plan that it is about, as far as known; null for none.</summary>
    public string? Plan { get; init; }

    /// <summary>Address under test, where it is known.</summary>
    public string? Target { get; init; }

    /// <summary>What it was done for, as who did it says; null where nobody is asked.</summary>
    public string? Why { get; init; }

    /// <summary>Why it was refused, a reason a line; null where it was done.</summary>
    public string? Refused { get; init; }
}

/// <summary>What is kept in the audit log.</summary>
public enum AuditAct
{
    /// <summary>A run was started.</summary>
    Start,

    /// <summary>A run was cancelled.</summary>
    Cancel,

    /// <summary>Everything was stopped.</summary>
    Stop,

    /// <summary>Runs were let again.</summary>
    Release,

    /// <summary>A run was accepted as a baseline.</summary>
    AcceptBaseline,

    /// <summary>A run was withdrawn as a baseline.</summary>
    WithdrawBaseline,

    /// <summary>A plan was stored.</summary>
    StorePlan,

    /// <summary>A stored plan was deleted.</summary>
    DeletePlan,

    /// <summary>A call that would have changed something was turned away at the door, for the role of who made it.</summary>
    Call,
}
