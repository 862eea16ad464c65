using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans;

/// <summary>One kind of traffic: how it arrives and what each arrival does.</summary>
public sealed record Scenario
{
    /// <summary>Name used in budgets; unique among scenarios and pages.</summary>
    public required string Name { get; init; }

    /// <summary>How iterations of the flow are started.</summary>
    public required LoadModel Model { get; init; }

    /// <summary>The preset that <see cref="Model"/> was expanded from; null when the plan spells the model out.</summary>
    public LoadPreset? Preset { get; init; }

    /// <summary>How long after the common start it begins.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>Ends the scenario early, and well, when it becomes true: a breakpoint test looks for it. Null for none.</summary>
    public Budgets.LoadCondition? Until { get; init; }

    /// <summary>How its requests travel.</summary>
    public HttpSettings Http { get; init; } = new();

    /// <summary>What a failed request does to its iteration, unless its step says otherwise.</summary>
    public FailureAction OnFailure { get; init; }

    /// <summary>The steps of one iteration, in order; at least one is a <see cref="RequestStep"/>.</summary>
    public required IReadOnlyList<FlowStep> Flow { get; init; }

    /// <summary>Steps that each virtual user does before its first iteration; what they capture holds for all its iterations.</summary>
    public IReadOnlyList<FlowStep> Once { get; init; } = [];

    /// <summary>All steps: those done once, then those of an iteration.</summary>
    public IReadOnlyList<FlowStep> Steps => Once.Count == 0 ? Flow : [.. Once, .. Flow];

    /// <summary>Pause before each request but the first of an iteration; null for none.</summary>
    public PauseStep? PauseBetween { get; init; }

    /// <summary>From the start of a user's iteration to the start of its next, at least; null for none. Closed models only.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>Most requests per second of all users together; null for no limit. Closed models only.</summary>
    public double? MaxRate { get; init; }

    /// <summary>Variables by name: the values are taken in turn, one an iteration. A captured value hides one of the same name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Value>> Variables { get; init; } =
        new Dictionary<string, IReadOnlyList<Value>>();

    /// <summary>Functions that its scripts may call; null for none.</summary>
    public PlanScript? Functions { get; init; }

    /// <summary>What a failure of a request does to its iteration.</summary>
    public FailureAction OnFailureOf(RequestStep step) => step.OnFailure ?? OnFailure;

    /// <summary>From the common start to the last possible start of an iteration.</summary>
    public TimeSpan End => Start + Model.Duration;
}

/// <summary>Tests that performance engineers know by name; each is a shape that a scenario's model is expanded into.</summary>
public enum LoadPreset
{
    /// <summary>A trickle: does it work at all?</summary>
    Smoke,

    /// <summary>The expected peak, held.</summary>
    Load,

    /// <summary>Steps to and past the expected peak.</summary>
    Stress,

    /// <summary>The expected rate for hours.</summary>
    Soak,

    /// <summary>A sudden peak and the way back.</summary>
    Spike,

    /// <summary>Ever more, until a stated condition breaks.</summary>
    Breakpoint,

    /// <summary>Equal steps, to see how throughput follows the load.</summary>
    Scalability,
}
