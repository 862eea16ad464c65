namespace PerfFunctions.Engine.Values;

/// <summary>What expressions refer to: an iteration, or a part of the plan that is the same for all.</summary>
public interface IEvaluationContext
{
    /// <summary>The time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Number of the iteration, over all shards.</summary>
    long Iteration { get; }

    /// <summary>Number of the virtual user, over all shards.</summary>
    long User { get; }

    /// <summary>The value of a variable; <see cref="Value.Null"/> for one that is not set.</summary>
    Value Variable(string name);

    /// <summary>Whether there is a feed of a name.</summary>
    bool IsFeed(string name);

    /// <summary>The value of a feed's column in the row of the iteration; <see cref="Value.Null"/> when there is none.</summary>
    Value Column(string feed, string column);

    /// <summary>A secret; empty when it is not set, with which a run does not start.</summary>
    string Secret(string name);

    /// <summary>The next 64 random bits.</summary>
    ulong NextRandom();
}
