using System.Text.Json;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.JsonPaths;

/// <summary>A step from values to values: by some selectors, among the children or among all descendants.</summary>
/// <param name="Selectors">At least one.</param>
/// <param name="IsDescendant">Whether values at any depth are looked at.</param>
internal sealed record PathSegment(PathSelector[] Selectors, bool IsDescendant)
{
    /// <summary>Whether it leads to one value at most.</summary>
    public bool IsSingular => !IsDescendant && Selectors is [NameSelector or IndexSelector];

    /// <summary>The only value that a singular segment leads to; false when there is none.</summary>
    public bool TryStep(JsonElement from, out JsonElement to) => Selectors[0].TryFind(from, out to);

    /// <summary>The values that segments lead to one after the other; empty when that looks at more values than it may.</summary>
    public static IReadOnlyList<JsonElement> Follow(PathSegment[] segments, PathVisit visit, JsonElement from)
    {
        List<JsonElement> found = [from];
        foreach (PathSegment segment in segments)
        {
            List<JsonElement> next = [];
            foreach (JsonElement element in found)
            {
                segment.Step(visit, element, next);
            }

            if (visit.IsOver)
            {
                return [];
            }

            found = next;
        }

        return found;
    }

    /// <summary>Adds the values that it leads to from one.</summary>
    public void Step(PathVisit visit, JsonElement from, List<JsonElement> found)
    {
        foreach (PathSelector selector in Selectors)
        {
            selector.Select(visit, from, found);
        }

        if (IsDescendant)
        {
            foreach (JsonElement child in PathSelector.Children(from))
            {
                if (!visit.Look())
                {
                    return;
                }

                Step(visit, child, found);
            }
        }
    }
}

/// <summary>Chooses among the children of a value.</summary>
internal abstract record PathSelector
{
    /// <summary>Adds those that it chooses.</summary>
    public virtual void Select(PathVisit visit, JsonElement from, List<JsonElement> found)
    {
        if (visit.Look() && TryFind(from, out JsonElement one))
        {
            found.Add(one);
        }
    }

    /// <summary>The only one that it chooses; false when there is none.</summary>
    public virtual bool TryFind(JsonElement from, out JsonElement to)
    {
        to = default;
        return false;
    }

    /// <summary>All children of a list or an object.</summary>
    public static IEnumerable<JsonElement> Children(JsonElement from) => from.ValueKind switch
    {
        JsonValueKind.Array => from.EnumerateArray(),
        JsonValueKind.Object => from.EnumerateObject().Select(p => p.Value),
        _ => [],
    };
}

/// <summary>A property: <c>.name</c>, <c>['name']</c>.</summary>
internal sealed record NameSelector(string Name) : PathSelector
{
    /// <inheritdoc />
    public override bool TryFind(JsonElement from, out JsonElement to) => JsonMember.TryFind(from, Name, out to);
}

/// <summary>An item, counted from the end where negative: <c>[0]</c>, <c>[-1]</c>.</summary>
internal sealed record IndexSelector(long Index) : PathSelector
{
    /// <inheritdoc />
    public override bool TryFind(JsonElement from, out JsonElement to)
    {
        to = default;
        if (from.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        int length = from.GetArrayLength();
        long at = Index < 0 ? length + Index : Index;
        to = at >= 0 && at < length ? from[(int)at] : default;
        return at >= 0 && at < length;
    }
}

/// <summary>All children: <c>.*</c>, <c>[*]</c>.</summary>
internal sealed record WildcardSelector : PathSelector
{
    /// <inheritdoc />
    public override void Select(PathVisit visit, JsonElement from, List<JsonElement> found) =>
        found.AddRange(Children(from).TakeWhile(_ => visit.Look()));
}

/// <summary>Some items: <c>[1:5:2]</c>.</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : PathSelector
{
    /// <inheritdoc />
    public override void Select(PathVisit visit, JsonElement from, List<JsonElement> found)
    {
        if (from.ValueKind != JsonValueKind.Array || Step == 0)
        {
            return;
        }

        int length = from.GetArrayLength();
        long Bound(long? given, long normal, long least, long greatest) =>
            given is not { } at ? normal : Math.Clamp(at < 0 ? length + at : at, least, greatest);
        long first = Step > 0 ? Bound(Start, 0, 0, length) : Bound(Start, length - 1, -1, length - 1);
        long end = Step > 0 ? Bound(End, length, 0, length) : Bound(End, -1, -1, length - 1);
        for (long at = first; (Step > 0 ? at < end : at > end) && visit.Look(); at += Step)
        {
            found.Add(from[(int)at]);
        }
    }
}

/// <summary>The children of which a condition holds: <c>[?@.price &lt; 10]</c>.</summary>
internal sealed record FilterSelector(PathFilter Filter) : PathSelector
{
    /// <inheritdoc />
    public override void Select(PathVisit visit, JsonElement from, List<JsonElement> found) =>
        found.AddRange(Children(from).TakeWhile(_ => visit.Look()).Where(child => Filter.Holds(visit, child)));
}
