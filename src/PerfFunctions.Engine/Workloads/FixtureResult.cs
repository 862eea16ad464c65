using System.Globalization;
using System.Text.Json.Serialization;

namespace PerfFunctions.Engine.Workloads;

/// <summary>What became of a plan's setup or teardown. Its requests are in no other figure.</summary>
/// <param name="Name"><c>setup</c> or <c>teardown</c>.</param>
/// <param name="State">How it ended.</param>
public sealed record FixtureResult(string Name, FixtureState State)
{
    /// <summary>Why it is not <see cref="FixtureState.Completed"/>, in a few words; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took, seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Requests that were sent.</summary>
    public long Sent { get; init; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Its requests by name, in the order of the plan; those that were not sent are left out.</summary>
    public IReadOnlyList<FixtureRequest> Requests { get; init; } = [];

    /// <summary>What it did, in one line: <c>setup: 3 requests, 1 failed, 0.4 s</c>.</summary>
    [JsonIgnore]
    public string Sentence => State is FixtureState.NotRun or FixtureState.Begun ? Problem! : string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Sent} request{(Sent == 1 ? "" : "s")}, {(Failed == 0 ? "none" : Failed)} failed, {Seconds:0.#} s");

    /// <summary>Whether it is over and is not to be done again.</summary>
    [JsonIgnore]
    public bool IsOver => State != FixtureState.Begun;

    /// <summary>What readers of a verdict must know of it; null when all is well.</summary>
    [JsonIgnore]
    public string? Problem => State switch
    {
        FixtureState.Completed => null,
        FixtureState.NotRun => $"{Name} was not run: {Reason}",
        FixtureState.Begun => $"{Name} did not end",
        _ => $"{Name} failed: {Reason}",
    };
}

/// <summary>Requests of one name in a setup or teardown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sent">How often it was sent.</param>
/// <param name="Failed">How often it failed.</param>
/// <param name="Failure">How it failed most often; null when it did not.</param>
public sealed record FixtureRequest(string Name, long Sent, long Failed, string? Failure);

/// <summary>How a setup or teardown can end.</summary>
public enum FixtureState
{
    /// <summary>It has begun, and was not heard of since.</summary>
    Begun,

    /// <summary>All of its steps were done.</summary>
    Completed,

    /// <summary>A request failed, or a step did, or its time was over.</summary>
    Failed,

    /// <summary>It was cut off because the run was stopped.</summary>
    Stopped,

    /// <summary>Nothing was sent.</summary>
    NotRun,
}
