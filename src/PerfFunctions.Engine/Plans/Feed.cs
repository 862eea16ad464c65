namespace PerfFunctions.Engine.Plans;

/// <summary>A table of values: <c>${accounts.email}</c> is column <c>email</c> of feed <c>accounts</c>.</summary>
public sealed record Feed
{
    /// <summary>What stands between the values of CSV unless the plan says otherwise.</summary>
    public const char Comma = ',';

    /// <summary>Name; unique among feeds, a variable name.</summary>
    public required string Name { get; init; }

    /// <summary>How a row is chosen.</summary>
    public FeedPick Pick { get; init; } = FeedPick.Sequential;

    /// <summary>Names of the columns; of a file that is fetched those that the plan uses, in any order and among others.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Rows, a value a column; empty when they are still to be fetched, or their file is not loaded.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    /// <summary>What stands between the values of CSV.</summary>
    public char Separator { get; init; } = Comma;

    /// <summary>Address of a CSV or JSON file that is fetched once, before the run; null when the plan holds the rows.</summary>
    public Uri? From { get; init; }

    /// <summary>Path of the CSV or JSON file beside the plan that holds the rows; null for none.</summary>
    public string? File { get; init; }
}

/// <summary>How a row is chosen.</summary>
public enum FeedPick
{
    /// <summary>In turn, one an iteration, from the first again after the last.</summary>
    Sequential,

    /// <summary>By chance, one an iteration.</summary>
    Random,

    /// <summary>
    /// No two alike over all shards: a row for each virtual user of a closed model, for each arrival of an open one.
    /// When there are no more, the iteration fails as <c>feed NAME has no rows left</c>.
    /// </summary>
    Unique,
}
