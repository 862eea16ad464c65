namespace PerfFunctions.Engine.Plans;

/// <summary>One kind of traffic: how it arrives and what each arrival does.</summary>
public sealed record Scenario
{
    /// <summary>Name used in budgets; unique among scenarios and pages.</summary>
    public required string Name { get; init; }

    /// <summary>How iterations of the flow are started.</summary>
    public required LoadModel Model { get; init; }

    /// <summary>The steps of one iteration, in order; at least one is an <see cref="HttpStep"/>.</summary>
    public required IReadOnlyList<FlowStep> Flow { get; init; }

    /// <summary>Variables by name: the values are taken in turn, one an iteration. A captured value hides one of the same name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Variables { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>How iterations are started.</summary>
public abstract record LoadModel
{
    /// <summary>Time from the first to the last possible start of an iteration.</summary>
    public abstract TimeSpan Duration { get; }
}

/// <summary>Open model: iterations start at a rate, whatever the target does.</summary>
/// <param name="Stages">Stages in sequence, at least one.</param>
/// <param name="InFlight">Most iterations under way at once over all shards; an arrival past it is dropped, and counted.</param>
public sealed record ArrivalModel(IReadOnlyList<RateStage> Stages, int InFlight) : LoadModel
{
    /// <inheritdoc />
    public override TimeSpan Duration => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Over);
}

/// <summary>A stretch of time in which the arrival rate moves in a straight line.</summary>
/// <param name="From">Rate at its start, iterations per second.</param>
/// <param name="To">Rate at its end, iterations per second; equal to <paramref name="From"/> for a constant rate.</param>
/// <param name="Over">Its length.</param>
public sealed record RateStage(double From, double To, TimeSpan Over);

/// <summary>Closed model: each virtual user starts its next iteration when its last one ends.</summary>
/// <param name="Count">Virtual users over all shards.</param>
/// <param name="For">How long they go on starting iterations.</param>
public sealed record UserModel(int Count, TimeSpan For) : LoadModel
{
    /// <inheritdoc />
    public override TimeSpan Duration => For;
}
