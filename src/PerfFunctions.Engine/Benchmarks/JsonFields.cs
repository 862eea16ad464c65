using System.Text.Json;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>Fields of a JSON object, with their path for messages. A field that is wrong is a problem and reads as absent.</summary>
/// <param name="element">The element; anything but an object has no fields.</param>
/// <param name="path">Where it is; empty for the document.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class JsonFields(JsonElement element, string path, JsonProblems problems)
{
    private const int MaxText = 4_000;

    /// <summary>What is wrong so far.</summary>
    public JsonProblems Problems => problems;

    /// <summary>Whether the element is an object.</summary>
    public bool IsMap => element.ValueKind == JsonValueKind.Object;

    /// <summary>A number, 0 or more; null where it is absent, null, or empty, as BenchmarkDotNet writes what is not a number.</summary>
    public double? Number(string name)
    {
        if (Find(name) is not { } value || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) && number >= 0)
        {
            return number;
        }

        Refuse(name, value, "allowed: a number, 0 or more");
        return null;
    }

    /// <summary>A text; empty where it is absent.</summary>
    public string Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return "";
        }

        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is { Length: <= MaxText } && !text.Any(char.IsControl))
        {
            return text;
        }

        Refuse(name, value, $"allowed: a text of at most {MaxText} characters without control characters");
        return "";
    }

    /// <summary>Whether a field is true.</summary>
    public bool IsTrue(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The object that a field is; one without fields where it is none.</summary>
    public JsonFields Map(string name) => new(Find(name) ?? default, Below(name), problems);

    /// <summary>The items of a list; null where the field is none.</summary>
    public IReadOnlyList<JsonFields>? Items(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select((item, i) => new JsonFields(item, $"{Below(name)}[{i}]", problems))]
        : null;

    /// <summary>The numbers of a list, each 0 or more; empty where the field is not a list.</summary>
    public IReadOnlyList<double> Numbers(string name)
    {
        List<double> numbers = [];
        if (Find(name) is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double number) && double.IsFinite(number) && number >= 0)
                {
                    numbers.Add(number);
                }
                else
                {
                    Refuse(name, item, "allowed: numbers, 0 or more");
                    break;
                }
            }
        }

        return numbers;
    }

    /// <summary>Reports a mistake of this element.</summary>
    public void Refuse(string message) => problems.Add(path, message);

    private void Refuse(string name, JsonElement value, string allowed)
    {
        string raw = value.GetRawText();
        string shown = string.Concat(raw.Take(40).Where(c => !char.IsControl(c)));
        problems.Add(Below(name), $"is {shown}{(raw.Length > 40 ? "…" : "")}; {allowed}.");
    }

    private JsonElement? Find(string name) =>
        IsMap && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
