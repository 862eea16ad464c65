namespace PerfFunctions.Engine.Workloads;

/// <summary>How one shard's work ended. Its measurements are in the interval rows.</summary>
public sealed record ShardResult
{
    private const int MaxCharacters = 1_000;
    private const string AndMore = " Later slices had more problems.";

    /// <summary>Which part, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>How it ended.</summary>
    public required ShardState State { get; init; }

    /// <summary>Why it is not <see cref="ShardState.Completed"/>, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>What became of its part of each scenario.</summary>
    public IReadOnlyList<ShardScenario> Scenarios { get; init; } = [];

    /// <summary>What it wrote of each scenario, its earlier attempts included; empty where it could not say.</summary>
    public IReadOnlyDictionary<string, WrittenLoad> Written { get; init; } = new Dictionary<string, WrittenLoad>();

    /// <summary>True when the load is over before its time: it was stopped, or every scenario was ended.</summary>
    public bool LoadEnded { get; init; }

    /// <summary>What two slices of one shard come to: the worse state, and the reasons of both.</summary>
    public static ShardResult Merge(ShardResult a, ShardResult b) => new()
    {
        Shard = a.Shard,
        State = Weight(b.State) > Weight(a.State) ? b.State : a.State,
        Reason = Join(a.Reason, b.Reason),
        Scenarios = [.. a.Scenarios.Concat(b.Scenarios).GroupBy(s => s.Name).Select(g => g.Aggregate(ShardScenario.Merge))],
        Written =
            a.Written.Concat(b.Written).GroupBy(w => w.Key).ToDictionary(w => w.Key, w => w.Select(one => one.Value).Aggregate((x, y) => x + y)),
        LoadEnded = a.LoadEnded || b.LoadEnded,
    };

    // Saturation is the worst: it makes latency no data, whatever else happened to the shard.
    private static int Weight(ShardState state) => state switch
    {
        ShardState.Completed => 0,
        ShardState.Partial => 1,
        ShardState.Cancelled => 2,
        ShardState.Lost => 3,
        _ => 4,
    };

    // A day has hundreds of slices; what a reader needs is the first of what went wrong.
    private static string? Join(string? a, string? b) =>
        a is null || b is null ? a ?? b
        : a.Contains(b, StringComparison.Ordinal) ? a
        : a.Length + b.Length < MaxCharacters ? $"{a} {b}"
        : a.EndsWith(AndMore, StringComparison.Ordinal) ? a
        : a + AndMore;
}

/// <summary>What became of one shard's part of one scenario.</summary>
public sealed record ShardScenario
{
    /// <summary>Scenario name.</summary>
    public required string Name { get; init; }

    /// <summary>When the shard was there, seconds after the common start; 0 for in time.</summary>
    public double JoinedAtSeconds { get; init; }

    /// <summary>Arrivals it had to start; 0 in a closed model, which has no plan of arrivals.</summary>
    public long Planned { get; init; }

    /// <summary>Iterations it started.</summary>
    public long Started { get; init; }

    /// <summary>Arrivals it could not start: the in-flight limit was reached.</summary>
    public long Dropped { get; init; }

    /// <summary>Arrivals that were due before it was there.</summary>
    public long Missed { get; init; }

    /// <summary>
    /// Share of the time of its users for which it was not there; 0 for arrivals, and for a set amount of work, which is done
    /// later.
    /// </summary>
    public double AbsentShare { get; init; }

    /// <summary>Iterations started late, see <see cref="GeneratorLimits.Late"/>.</summary>
    public long Late { get; init; }

    /// <summary>Longest delay of a start, milliseconds.</summary>
    public double MaxLagMs { get; init; }

    /// <summary>What carried its requests.</summary>
    public Transports Transports { get; init; }

    /// <summary>What two parts of one scenario come to, of two loops or of two slices.</summary>
    public static ShardScenario Merge(ShardScenario a, ShardScenario b) => new()
    {
        Name = a.Name,
        JoinedAtSeconds = Math.Max(a.JoinedAtSeconds, b.JoinedAtSeconds),
        Planned = a.Planned + b.Planned,
        Started = a.Started + b.Started,
        Dropped = a.Dropped + b.Dropped,
        Missed = a.Missed + b.Missed,
        AbsentShare = Math.Max(a.AbsentShare, b.AbsentShare),
        Late = a.Late + b.Late,
        MaxLagMs = Math.Max(a.MaxLagMs, b.MaxLagMs),
        Transports = a.Transports | b.Transports,
    };
}

/// <summary>How a shard's work can end.</summary>
public enum ShardState
{
    /// <summary>All of it was done.</summary>
    Completed,

    /// <summary>It came after the common start, or was cut off; part of its arrivals are missing.</summary>
    Partial,

    /// <summary>It could not keep up with its own schedule; its latencies say nothing about the target.</summary>
    Saturated,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>It never came back.</summary>
    Lost,
}
