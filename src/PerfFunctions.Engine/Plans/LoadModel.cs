namespace PerfFunctions.Engine.Plans;

/// <summary>How iterations are started.</summary>
public abstract record LoadModel
{
    /// <summary>Time from the first to the last possible start of an iteration.</summary>
    public abstract TimeSpan Duration { get; }
}

/// <summary>Open model: iterations start at a rate, whatever the target does.</summary>
/// <param name="Stages">Stages in sequence, at least one.</param>
/// <param name="InFlight">Most iterations in progress at once over all shards; an arrival past it is dropped, and
/// counted.</param>
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
/// <param name="Stages">Stages in sequence, at least one.</param>
public sealed record UserModel(IReadOnlyList<UserStage> Stages) : LoadModel
{
    /// <summary>A constant number of users.</summary>
    public UserModel(int count, TimeSpan length)
        : this([new UserStage(count, count, length)])
    {
    }

    /// <summary>Most users at once.</summary>
    public int Peak => Stages.Max(s => Math.Max(s.From, s.To));

    /// <inheritdoc />
    public override TimeSpan Duration => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Over);
}

/// <summary>A stretch of time in which the number of users moves in a straight line; one leaves after its iteration.</summary>
/// <param name="From">Users at its start, over all shards.</param>
/// <param name="To">Users at its end; equal to <paramref name="From"/> for a constant number.</param>
/// <param name="Over">Its length.</param>
public sealed record UserStage(int From, int To, TimeSpan Over);

/// <summary>Closed model with a set amount of work.</summary>
/// <param name="Users">Virtual users over all shards.</param>
/// <param name="Iterations">Iterations: of each user, or of all together.</param>
/// <param name="Shared">Whether all users share the iterations; else each user runs this many.</param>
/// <param name="Limit">No iteration starts after this time.</param>
public sealed record IterationModel(int Users, long Iterations, bool Shared, TimeSpan Limit) : LoadModel
{
    /// <summary>Time over which the users start, evenly; zero for all at once.</summary>
    public TimeSpan RampUp { get; init; }

    /// <summary>Iterations of all users together.</summary>
    public long Total => Shared ? Iterations : Iterations * Users;

    /// <inheritdoc />
    public override TimeSpan Duration => Limit;
}
