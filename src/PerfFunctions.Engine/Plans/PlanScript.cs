namespace PerfFunctions.Engine.Plans;

/// <summary>JavaScript of a plan, which has been parsed.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Line">Line of the plan in which it begins, from 1.</param>
/// <param name="IsBlock">Whether each line of it is a line of the plan.</param>
public sealed record PlanScript(string Source, int Line, bool IsBlock)
{
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

    /// <summary>The line of the plan in which a line of the script stands, both from 1.</summary>
    public int PlanLine(int line) => IsBlock ? Line + line - 1 : Line;
}

/// <summary>A column of a feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Column">Its column.</param>
public readonly record struct FeedColumn(string Feed, string Column);
