using PerfFunctions.App.Access;

namespace PerfFunctions.App.Guards;

/// <summary>The last time that everything was stopped.</summary>
/// <param name="At">When it was.</param>
/// <param name="Why">What for, as who did it says.</param>
/// <param name="By">Who did it.</param>
public sealed record StopState(DateTimeOffset At, string Why, Caller By)
{
    /// <summary>When runs were let again; null while nothing may run.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Who let them.</summary>
    public Caller? ReleasedBy { get; init; }

    /// <summary>The reason of a run that was ended by it.</summary>
    public string Reason => $"Everything was stopped by {By.Name}: {Why}";

    /// <summary>
    /// Whether it ends a run that was asked for at an instant: all that were before the release, so that none slips through
    /// when the release comes before its next look at the switch.
    /// </summary>
    public bool Stops(DateTimeOffset asked) => ReleasedAt is not { } released || asked <= released;
}
