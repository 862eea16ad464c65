using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.Flows;

/// <summary>The rows of a feed as iterations take from them.</summary>
internal sealed class FeedTable(Feed feed, long seed)
{
    private readonly Dictionary<string, int> _columns =
        feed.Columns.Select((name, place) => (name, place)).ToDictionary(c => c.name, c => c.place);

    // Not string.GetHashCode, which differs from process to process: shards must agree.
    private readonly long _seed = feed.Name.Aggregate(seed, (hash, c) => (hash * 31) + c);

    /// <summary>The row for an iteration; -1 when there is none left.</summary>
    /// <param name="iteration">Number of the iteration over all shards.</param>
    /// <param name="owner">Number of whom a unique row belongs to: the user of a closed model, the arrival of an open one.</param>
    public int RowFor(long iteration, long owner) => feed.Pick switch
    {
        _ when feed.Rows.Count == 0 => -1,
        FeedPick.Unique => owner < feed.Rows.Count ? (int)owner : -1,
        FeedPick.Random => (int)new Dice(_seed, iteration).Between(0, feed.Rows.Count - 1),
        _ => (int)(iteration % feed.Rows.Count),
    };

    /// <summary>A value of a row.</summary>
    public string? ValueAt(int row, string column) =>
        row >= 0 && _columns.TryGetValue(column, out int place) ? feed.Rows[row][place] : null;
}
