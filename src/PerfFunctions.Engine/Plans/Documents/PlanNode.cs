namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>A value of the plan document, with its place.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Size">Values in it once aliases are written out, itself included; a long text counts as several.</param>
/// <param name="Height">Levels of it, itself included.</param>
internal abstract record PlanNode(int Line, int Size, int Height);

/// <summary>Text, number, truth value or null.</summary>
/// <param name="Text">As written, quotes and escapes resolved.</param>
/// <param name="IsPlain">True when not quoted, so that it may be a number, a truth value or null.</param>
/// <param name="Line">Line in the file, from 1.</param>
internal sealed record ScalarNode(string Text, bool IsPlain, int Line) : PlanNode(Line, SizeOf(Text), 1)
{
    private const int CharactersOfOne = 100;

    /// <summary>What parameters made of it; null where it uses none.</summary>
    public ParameterUse? Use { get; init; }

    /// <summary>Whether its lines are lines of the file, from the one after <see cref="PlanNode.Line"/> on.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Counts the length too, or aliases of one long text could still grow a small file to gigabytes.</summary>
    public static int SizeOf(string text) => 1 + (text.Length / CharactersOfOne);
}

/// <summary>A list.</summary>
internal sealed record ListNode(IReadOnlyList<PlanNode> Items, int Line)
    : PlanNode(Line, 1 + Items.Sum(i => i.Size), 1 + Items.Select(i => i.Height).DefaultIfEmpty().Max());

/// <summary>A map, in the order of the file; its keys differ.</summary>
internal sealed record MapNode(IReadOnlyList<MapEntry> Entries, int Line)
    : PlanNode(Line, 1 + Entries.Sum(e => e.Value.Size), 1 + Entries.Select(e => e.Value.Height).DefaultIfEmpty().Max());

/// <summary>A key and its value.</summary>
internal sealed record MapEntry(string Key, int Line, PlanNode Value)
{
    /// <summary>Where it stands, if that is elsewhere in the document; null for below its map.</summary>
    public string? Path { get; init; }

    /// <summary>Where it stands.</summary>
    /// <param name="map">Path of its map.</param>
    public string PathBelow(string map) => Path ?? MapEntries.PathOf(map, Key);
}

/// <summary>The parameters that a scalar was made of.</summary>
/// <param name="Names">Their names.</param>
/// <param name="IsOpen">Whether one of them has no value, which is reported where it is declared.</param>
internal sealed record ParameterUse(IReadOnlyList<string> Names, bool IsOpen)
{
    /// <summary>The end of a problem's message.</summary>
    public string Note => Names.Count == 1
        ? $" (from parameter '{Names[0]}')"
        : $" (from parameters {string.Join(", ", Names.Select(name => $"'{name}'"))})";
}
