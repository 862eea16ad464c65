using System.Text.Json.Serialization;
using Azure;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.KillSwitch;

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

    /// <summary>Tells it from a later one.</summary>
    [JsonIgnore]
    public ETag Version { get; init; }

    /// <summary>The reason of a run that was ended by it; without who did it, as reports are read by others.</summary>
    public string Reason => $"Everything was stopped: {Why}";

    /// <summary>
    /// Whether it ends a run that was asked for at an instant: all that were before the release, so that none slips through
    /// when the release comes before its next look at the switch.
    /// </summary>
    public bool Stops(DateTimeOffset asked) => ReleasedAt is not { } released || asked <= released;
}
