using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace PerfFunctions.Engine.Plans;

/// <summary>What a run chooses of its plan: a profile, and values of parameters. Stored with the run.</summary>
public sealed record PlanSettings
{
    /// <summary>The plan as its file has it.</summary>
    public static PlanSettings None { get; } = new();

    /// <summary>
    /// The plan as its file has it, read before a run gives values: a parameter without a value is not a problem, and what
    /// uses it is missing in the plan. Such a plan cannot be run.
    /// </summary>
    public static PlanSettings Open { get; } = new() { AllowsMissing = true };

    /// <summary>The profile; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values by parameter, which replace those of the profile and the plan.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether the plan's profile for pull requests applies where none is chosen.</summary>
    [JsonIgnore]
    public bool IsPullRequest { get; init; }

    /// <summary>Whether the plan was read before, so that only what is chosen of it is read, and not every profile.</summary>
    [JsonIgnore]
    public bool IsChecked { get; init; }

    /// <summary>Whether parameters may have no value.</summary>
    [JsonIgnore]
    public bool AllowsMissing { get; init; }
}
