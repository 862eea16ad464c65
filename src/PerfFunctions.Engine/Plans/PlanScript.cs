namespace PerfFunctions.Engine.Plans;

/// <summary>JavaScript of a plan, which has been parsed.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Line">Line in which it begins, from 1, in the plan or in its file.</param>
/// <param name="IsBlock">Whether each line of it is a line there.</param>
public sealed record PlanScript(string Source, int Line, bool IsBlock)
{
    /// <summary>Path of its file; null where it stands in the plan.</summary>
    public string? File { get; init; }

    /// <summary>Variables that it names.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Those of <see cref="Variables"/> that it assigns to.</summary>
    public IReadOnlyList<string> Assigned { get; init; } = [];

    /// <summary>Columns of feeds that it names.</summary>
    public IReadOnlyList<FeedColumn> Columns { get; init; } = [];

    /// <summary>Names of its checks.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Whether it looks at the last response.</summary>
    public bool ReadsResponse { get; init; }

    /// <summary>The line of the plan, or of its file, in which a line of the script stands, both from 1.</summary>
    public int LineOf(int line) => IsBlock ? Line + line - 1 : Line;

    /// <summary>Where a line of it stands, in words: <c>script line 14</c>, <c>script 'sum.js' line 3</c>.</summary>
    /// <param name="kind">What it is called.</param>
    /// <param name="line">The line, from 1.</param>
    public string PlaceOf(string kind, int line) => $"{kind}{(File is null ? "" : $" '{File}'")} line {LineOf(line)}";
}

/// <summary>A column of a feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Column">Its column.</param>
public readonly record struct FeedColumn(string Feed, string Column);
