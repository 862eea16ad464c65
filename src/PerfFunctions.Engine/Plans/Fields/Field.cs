using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>A value of the plan with its position, which reports problems.</summary>
internal sealed record Field(PlanNode Node, string Path, ProblemList Problems)
{
    /// <summary>True for a key with nothing after it, and for null.</summary>
    public bool IsEmpty => Node is ScalarNode { IsPlain: true } scalar && PlainValues.IsNull(scalar.Text);

    private string Written => Node switch
    {
        ScalarNode scalar => scalar.Text,
        ListNode => "[…]",
        _ => "{…}",
    };

    public void Refuse(string message, string allowed) => Problems.Add(Path, Node.Line, Written, message, allowed);

    /// <summary>Refuses it as being of the wrong kind, or empty.</summary>
    public void RefuseKind(string message, string allowed)
    {
        if (IsEmpty)
        {
            Problems.Add(Path, Node.Line, null, "the value is missing", allowed);
        }
        else
        {
            Refuse(message, allowed);
        }
    }

    /// <summary>The map it is, with these keys and no others; null when it is none.</summary>
    public MapField? Map(string[] keys) => Node is MapNode map ? new MapField(map, this, keys) : RefuseMap(string.Join(", ", keys));

    /// <summary>The entries of the map it is, whatever their keys; null when it is none.</summary>
    public IReadOnlyList<NamedField>? Entries(int most, string allowed)
    {
        if (Node is not MapNode map)
        {
            RefuseMap(allowed);
            return null;
        }

        if (map.Entries.Count > most)
        {
            Refuse($"{map.Entries.Count} entries are too many", $"at most {most}");
            return null;
        }

        return [.. map.Entries.Select(e =>
            new NamedField(e.Key, e.Line, new Field(e.Value, MapEntries.PathOf(Path, e.Key), Problems)))];
    }

    /// <summary>The items of the list it is; null when it is none, empty or too long.</summary>
    public IReadOnlyList<Field>? Items(int most, string allowed)
    {
        if (Node is not ListNode list)
        {
            RefuseKind("this must be a list", allowed);
            return null;
        }

        if (list.Items.Count == 0 || list.Items.Count > most)
        {
            Refuse(list.Items.Count == 0 ? "the list is empty" : $"{list.Items.Count} entries are too many", $"1 to {most} entries");
            return null;
        }

        return [.. list.Items.Select((item, i) => new Field(item, $"{Path}[{i}]", Problems))];
    }

    private MapField? RefuseMap(string allowed)
    {
        RefuseKind("this must be a map", allowed);
        return null;
    }
}

/// <summary>An entry of a map whose keys are the author's.</summary>
internal sealed record NamedField(string Name, int Line, Field Value)
{
    /// <summary>Refuses the name.</summary>
    public void RefuseName(string message, string allowed) => Value.Problems.Add(Value.Path, Line, Name, message, allowed);
}
