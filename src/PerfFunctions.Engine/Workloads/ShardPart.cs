namespace PerfFunctions.Engine.Workloads;

/// <summary>
/// One shard's part of a whole: every <paramref name="Shards"/>-th item, starting at <paramref name="Shard"/>.
/// The parts of all shards together are the whole, each item once, and differ in size by one at most.
/// </summary>
/// <param name="Shard">Which part, from 0.</param>
/// <param name="Shards">Of how many.</param>
public readonly record struct ShardPart(int Shard, int Shards)
{
    /// <summary>How many of <paramref name="total"/> items are in this part.</summary>
    public long CountOf(long total) => total <= Shard ? 0 : ((total - Shard - 1) / Shards) + 1;

    /// <summary>The place in the whole of this part's item <paramref name="k"/> (from 0).</summary>
    public long Global(long k) => Shard + (k * Shards);

    /// <summary>This part when the whole is dealt to no more parts than there are places; null when it is not among them.</summary>
    public ShardPart? Within(long places) => Shards <= places ? this : Shard < places ? new ShardPart(Shard, (int)places) : null;

    /// <summary>One of so many parts of this part.</summary>
    public ShardPart Sub(int part, int parts) => new(Shard + (part * Shards), Shards * parts);
}
