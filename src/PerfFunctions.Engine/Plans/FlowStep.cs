using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Engine.Plans;

/// <summary>One step of a flow. Every text in it may hold <c>${…}</c> and is a <see cref="TextTemplate"/>, unless said otherwise.</summary>
public abstract record FlowStep;

/// <summary>Waits; not part of any latency.</summary>
/// <param name="For">How long; at least, where there is a <paramref name="Max"/>.</param>
/// <param name="Max">Upper end of a length that is drawn each time, evenly from <paramref name="For"/> on; null for a fixed one.</param>
public sealed record PauseStep(TimeSpan For, TimeSpan? Max = null) : FlowStep;

/// <summary>Steps that are measured together.</summary>
/// <param name="Name">Display name; groups of one name in a scenario are one series.</param>
/// <param name="Do">The steps.</param>
public sealed record GroupStep(string Name, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does one of two things.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="Then">Steps when it is true.</param>
/// <param name="Else">Steps when it is not; may be empty.</param>
public sealed record IfStep(StepCondition Condition, IReadOnlyList<FlowStep> Then, IReadOnlyList<FlowStep> Else) : FlowStep;

/// <summary>Does the same several times.</summary>
/// <param name="Times">How often.</param>
/// <param name="Do">The steps of a turn.</param>
public sealed record RepeatStep(int Times, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>
/// Does one of several things, in exact proportion to their weights: which one is a function of the iteration's number,
/// so that the parts add up over shards.
/// </summary>
/// <param name="Ways">At least two.</param>
public sealed record ChooseStep(IReadOnlyList<WeightedSteps> Ways) : FlowStep;

/// <summary>One way through a <see cref="ChooseStep"/>.</summary>
/// <param name="Weight">From 1; the share is the weight over the sum of weights.</param>
/// <param name="Do">Its steps.</param>
public sealed record WeightedSteps(int Weight, IReadOnlyList<FlowStep> Do);

/// <summary>Compares two filled-in texts; as numbers when both are, else as text.</summary>
/// <param name="Left">A template.</param>
/// <param name="Operator">How they must stand to each other.</param>
/// <param name="Right">A template.</param>
public sealed record StepCondition(string Left, StepOperator Operator, string Right);

/// <summary>How two texts stand to each other.</summary>
public enum StepOperator
{
    /// <summary>==</summary>
    Equal,

    /// <summary>!=</summary>
    Unequal,

    /// <summary>&lt;, numbers only: false for anything else.</summary>
    Below,

    /// <summary>&gt;, numbers only: false for anything else.</summary>
    Above,

    /// <summary>contains, text only.</summary>
    Contains,

    /// <summary>&lt;=, numbers only: false for anything else.</summary>
    AtMost,

    /// <summary>&gt;=, numbers only: false for anything else.</summary>
    AtLeast,

    /// <summary>
    /// matches: the right side is a regular expression, not a template, that is found in the left side; false, too, for a text
    /// so long that it is searched longer than <see cref="Text.SearchPattern.MatchLimit"/>.
    /// </summary>
    Matches,
}
