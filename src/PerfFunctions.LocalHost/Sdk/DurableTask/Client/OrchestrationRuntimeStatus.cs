namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Under way.</summary>
    Running = 0,

    /// <summary>Ended well.</summary>
    Completed = 1,

    /// <summary>Not used any more.</summary>
    [Obsolete("Never seen: an orchestration that continues as new stays Running.")]
    ContinuedAsNew = 2,

    /// <summary>Ended by an exception.</summary>
    Failed = 3,

    /// <summary>Not used any more.</summary>
    [Obsolete("Never seen: see Terminated.")]
    Canceled = 4,

    /// <summary>Ended from outside.</summary>
    Terminated = 5,

    /// <summary>Accepted but not begun.</summary>
    Pending = 6,

    /// <summary>Held from outside.</summary>
    Suspended = 7,
}
