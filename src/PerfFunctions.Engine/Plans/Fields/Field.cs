using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>A value of the plan with its position, which reports problems.</summary>
internal sealed partial record Field(PlanNode Node, string Path, ProblemList Problems)
{
    /// <summary>True for a key with nothing after it, and for null.</summary>
    public bool IsEmpty => Node is ScalarNode { IsPlain: true } scalar && PlainValues.IsNull(scalar.Text);

    /// <summary>The file whose text the value is; null where it stands in the plan.</summary>
    public FileText? File { get; init; }

    private string Written => Node switch
    {
        ScalarNode scalar => scalar.Text,
        ListNode => "[…]",
        _ => "{…}",
    };

    /// <summary>Whether it waits for the value of a parameter, so that nothing can be said of it.</summary>
    public bool IsOpen => Node is ScalarNode { Use.IsOpen: true };

    private string? Use => (Node as ScalarNode)?.Use?.Note;

    public void Refuse(string message, string allowed)
    {
        if (!IsOpen)
        {
            Problems.Add(Path, Node.Line, Written, $"{File?.Place}{message}{Use ?? Hint(message)}", allowed);
        }
    }

    /// <summary>Refuses it as being of the wrong kind, or empty.</summary>
    public void RefuseKind(string message, string allowed)
    {
        if (IsEmpty && !IsOpen)
        {
            Problems.Add(Path, Node.Line, null, $"the value is missing{Use}", allowed);
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
            new NamedField(e.Key, e.Line, new Field(e.Value, e.PathBelow(Path), Problems)))];
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

    // What still has its braces may be a parameter that is misspelt.
    private string Hint(string message) =>
        Problems.Parameters.Count > 0 && !Problems.IsFull && !message.Contains("did you mean", StringComparison.Ordinal) &&
        Placeholder().Match(Written) is { Success: true } found &&
        Spelling.Nearest(found.Groups[1].Value, Problems.Parameters) is { } meant
            ? $"; did you mean the parameter '{meant}'?"
            : "";

    [GeneratedRegex(@"(?<!\$)\$\{([a-zA-Z_][a-zA-Z0-9_]*)\}")]
    private static partial Regex Placeholder();
}

/// <summary>An entry of a map whose keys are the author's.</summary>
internal sealed record NamedField(string Name, int Line, Field Value)
{
    /// <summary>Refuses the name.</summary>
    public void RefuseName(string message, string allowed) => Value.Problems.Add(Value.Path, Line, Name, message, allowed);
}
