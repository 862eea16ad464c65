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
