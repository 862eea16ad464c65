using System.Text.Json.Serialization;

namespace PerfFunctions.Api;

/// <summary>Body of <c>POST api/halt</c>.</summary>
/// <param name="Reason">Why everything is halted, 1 to 500 characters.</param>
public sealed record HaltRequest(string? Reason);

/// <summary>The last use of the kill switch.</summary>
/// <param name="At">When the service was halted.</param>
/// <param name="Reason">The reason that the caller gave.</param>
/// <param name="By">Who halted it.</param>
public sealed record HaltState(DateTimeOffset At, string Reason, Caller By)
{
    /// <summary>When runs were allowed again; null while the service is halted.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>Who resumed the service.</summary>
    public Caller? ResumedBy { get; init; }

    /// <summary>Distinguishes this halt from a later one.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "";

    /// <summary>The reason that ended runs report. It does not name the caller, because reports have a wider audience.</summary>
    public string Message => $"The service was halted: {Reason}";

    /// <summary>
    /// Whether the halt ends a run that was requested at an instant. Every run requested before the service was resumed ends,
    /// even if the service is resumed before the run checks the switch again.
    /// </summary>
    public bool Stops(DateTimeOffset requested) => ResumedAt is not { } resumed || requested <= resumed;
}

/// <summary>Answer of <c>api/halt</c>.</summary>
/// <param name="Halted">Whether no run may start or continue.</param>
/// <param name="Last">The last halt, resumed or not; absent if there never was one.</param>
/// <param name="Running">Runs that still measure or are ending.</param>
public sealed record HaltView(bool Halted, HaltState? Last, IReadOnlyList<string> Running);
