using PerfFunctions.Engine.Expressions;

namespace PerfFunctions.Engine.Plans;

/// <summary>One step of a flow. Every text in it may hold <c>${…}</c> and is a <see cref="TextTemplate"/>, unless said otherwise.</summary>
public abstract record FlowStep;

/// <summary>A step that asks something of the target, and is measured: a request, whatever its protocol.</summary>
public abstract record RequestStep : FlowStep
{
    /// <summary>Display name; requests of one name in a scenario are one series.</summary>
    public required string Name { get; init; }

    /// <summary>What makes the answer a success.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>Values taken from the answer for later steps, by variable name.</summary>
    public IReadOnlyDictionary<string, Capture> Captures { get; init; } = new Dictionary<string, Capture>();

    /// <summary>
    /// What is looked at besides, by name: a check that does not hold is counted, and does not fail the request.
    /// </summary>
    public IReadOnlyDictionary<string, ResponseCondition> Checks { get; init; } = new Dictionary<string, ResponseCondition>();

    /// <summary>Numbers taken from the answer, by the name of their metric.</summary>
    public IReadOnlyDictionary<string, Measure> Measures { get; init; } = new Dictionary<string, Measure>();

    /// <summary>What a failure does to the iteration; null for what the scenario says.</summary>
    public FailureAction? OnFailure { get; init; }

    /// <summary>Limit from send to the end of the answer; null for <see cref="HttpSettings.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the stream of messages that it opens; null for a request that is answered once.</summary>
    public virtual string? Stream => null;

    /// <summary>What a message must meet to be the awaited answer; null where every answer is.</summary>
    public virtual Expectation? Match => null;

    /// <summary>How many requests it sends at most: 0 for one that only waits, more than one for a page with its resources.</summary>
    public virtual int Requests => 1;

    /// <summary>Templates that are filled in before it is sent.</summary>
    public virtual IEnumerable<string> Texts => [];

    /// <summary>JSON whose texts are templates: what is sent, and what the answer is compared with.</summary>
    public virtual IEnumerable<string> JsonTexts =>
        Expect.Tests.Concat(Checks.Values.SelectMany(c => c.Expect.Tests.Concat(c.Tests))).SelectMany(t => t.JsonTexts);
}

/// <summary>Waits; not part of any latency.</summary>
/// <param name="For">How long; at least, or on average, where <paramref name="Spread"/> is so.</param>
/// <param name="Max">Upper end of an even spread, standard deviation of a normal one; null for others.</param>
/// <param name="Spread">How the length is drawn each time.</param>
public sealed record PauseStep(TimeSpan For, TimeSpan? Max = null, PauseSpread Spread = PauseSpread.Even) : FlowStep;

/// <summary>Runs JavaScript.</summary>
/// <param name="Script">The script.</param>
public sealed record ScriptStep(PlanScript Script) : FlowStep;

/// <summary>How the lengths of a pause are spread.</summary>
public enum PauseSpread
{
    /// <summary>Evenly, from the least to the greatest; fixed where there is no greatest.</summary>
    Even,

    /// <summary>Normally around the mean; never below zero.</summary>
    Normal,

    /// <summary>Exponentially around the mean, as the gaps between independent events are.</summary>
    Exponential,
}

/// <summary>Sets variables of the iteration.</summary>
/// <param name="Values">JSON whose texts are templates, by variable, in order: a later one may use an earlier one.</param>
public sealed record SetStep(IReadOnlyList<KeyValuePair<string, string>> Values) : FlowStep;

/// <summary>Steps that are measured together.</summary>
/// <param name="Name">Display name; groups of one name in a scenario are one series.</param>
/// <param name="Do">The steps.</param>
public sealed record GroupStep(string Name, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does one of two things.</summary>
/// <param name="Condition">What decides, by <see cref="Values.Value.IsTrue"/>.</param>
/// <param name="Then">Steps when it is true.</param>
/// <param name="Else">Steps when it is not; may be empty.</param>
public sealed record IfStep(Expression Condition, IReadOnlyList<FlowStep> Then, IReadOnlyList<FlowStep> Else) : FlowStep;

/// <summary>Does the same several times.</summary>
/// <param name="Times">How often.</param>
/// <param name="Do">The steps to repeat.</param>
public sealed record RepeatStep(int Times, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does the same for each item of a list.</summary>
/// <param name="In">The list.</param>
/// <param name="As">The variable that is the item.</param>
/// <param name="Max">Most items; a longer list is a failure of the iteration.</param>
/// <param name="Do">The steps to repeat.</param>
public sealed record EachStep(Expression In, string As, int Max, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does the same as long as a condition holds; it is evaluated before each repetition.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="Max">Maximum number of repetitions; if it still holds then, the iteration has failed.</param>
/// <param name="Do">The steps to repeat.</param>
public sealed record WhileStep(Expression Condition, int Max, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does the same until a condition holds; it is evaluated after each attempt.</summary>
/// <param name="Until">What ends it.</param>
/// <param name="Every">From the start of an attempt to the start of the next, at least.</param>
/// <param name="Max">Maximum number of attempts; if it does not hold then, the iteration has failed.</param>
/// <param name="Do">The steps to repeat.</param>
public sealed record PollStep(Expression Until, TimeSpan Every, int Max, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does the same again if a request in it failed. What failed is counted, but no failure of the iteration once an attempt succeeds.</summary>
/// <param name="Max">Maximum number of attempts.</param>
/// <param name="Every">Pause between two attempts.</param>
/// <param name="Do">The steps to repeat.</param>
public sealed record RetryStep(int Max, TimeSpan Every, IReadOnlyList<FlowStep> Do) : FlowStep;

/// <summary>Does several things at once, and goes on when all of them are done. It is measured as a group.</summary>
/// <param name="Name">Display name of the group.</param>
/// <param name="Do">What is done at once.</param>
public sealed record ParallelStep(string Name, IReadOnlyList<FlowStep> Do) : FlowStep;

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

/// <summary>What a failed request does to its iteration.</summary>
public enum FailureAction
{
    /// <summary>The iteration ends: later steps would act on a state that does not exist.</summary>
    End,

    /// <summary>The iteration goes on with its next step.</summary>
    Continue,

    /// <summary>The iteration ends, and the run is aborted.</summary>
    Abort,
}
