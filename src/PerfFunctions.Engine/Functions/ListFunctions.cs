using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Functions of lists.</summary>
public static class ListFunctions
{
    /// <summary>Items of the longest <c>range</c> and of what <c>split</c> gives.</summary>
    public const int MaxItems = 10_000;

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        Of("range", "range(1, 10)", $"the whole numbers from one to the other, at most {MaxItems}", 2, 2, Range),
        Of("list", "list(1, 'a')", "a list of these values", 1, 100, a => Value.Of(a)),
        Of("length", "length(value)", "number of items of a list, or of characters of a text", 1, 1,
            a => Value.Of(a[0].IsNull ? 0L : a[0].Items()?.Count ?? a[0].Text.Length)),
        Of("split", "split(text, ',')", "the parts of a text between separators", 2, 2, Split),
        Of("join", "join(list, ',')", "the items of a list as one text", 2, 2,
            a => a[0].Items() is { } items ? Value.Of(string.Join(a[1].Text, items.Select(i => i.Text))) : null),
    ];

    private static Function Of(string name, string form, string meaning, int least, int greatest, Func<Value[], Value?> evaluate) =>
        new(name, form, meaning, (_, values) => evaluate(values.ToArray())) { MinArguments = least, MaxArguments = greatest };

    private static Value? Range(Value[] bounds) =>
        bounds[0].TryNumber(out double first) && bounds[1].TryNumber(out double last) && double.IsInteger(first) && double.IsInteger(last) &&
        last - first is >= -1 and < MaxItems
            ? Value.Of(Enumerable.Range(0, (int)(last - first + 1)).Select(i => Value.Of((long)first + i)))
            : null;

    private static Value? Split(Value[] arguments)
    {
        string[] parts = arguments[1].Text.Length == 0 ? [] : arguments[0].Text.Split(arguments[1].Text);
        return parts.Length is > 0 and <= MaxItems ? Value.Of(parts.Select(Value.Of)) : null;
    }
}
