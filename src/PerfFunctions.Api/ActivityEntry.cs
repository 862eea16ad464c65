namespace PerfFunctions.Api;

/// <summary>An action that a caller took or was refused.</summary>
public sealed record ActivityEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who; null where the trigger has no caller.</summary>
    public Caller? Who { get; init; }

    /// <summary>What.</summary>
    public required ActivityKind What { get; init; }

    /// <summary>The run it concerns; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>The plan it concerns, if known; null for none.</summary>
    public string? Plan { get; init; }

    /// <summary>Address under test, if known.</summary>
    public string? Target { get; init; }

    /// <summary>The reason that the caller gave; null where none is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was refused, one reason per line; null if it was done.</summary>
    public string? Refused { get; init; }
}

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

/// <summary>Answer of <c>GET api/activity-log</c>.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">What the next page comes after; absent where this may be the last.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityEntry> Entries, string? Next);
