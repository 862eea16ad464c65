using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>What a step that does other steps says, as far as it has been read.</summary>
internal sealed record BlockDraft
{
    /// <summary>Name of what is measured; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>The list or the condition; null if it is missing.</summary>
    public Field? Condition { get; init; }

    /// <summary>Variable of the item; null until it is read.</summary>
    public string? As { get; init; }

    /// <summary>Maximum number of repetitions, or the weight of an alternative.</summary>
    public int Max { get; init; } = LoopKeys.DefaultMax;

    /// <summary>Between two repetitions.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>The steps; null if they are missing.</summary>
    public Field? Do { get; init; }

    /// <summary>The steps where the condition is false; null for none.</summary>
    public Field? Else { get; init; }
}
