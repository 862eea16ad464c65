using System.Text.Json;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Reads a JSON list of objects as rows; numbers keep their digits.</summary>
internal static class JsonRows
{
    /// <summary>The keys of the first object, and the values of all.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(string text, List<string> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Read(document.RootElement, problems);
        }
        catch (JsonException e)
        {
            problems.Add($"line {(e.LineNumber ?? 0) + 1}: this is not valid JSON");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Halves of a surrogate pair, raw or escaped, are found only when texts are encoded or decoded.
            problems.Add("it contains text that is not valid Unicode");
        }

        return ([], []);
    }

    private static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(JsonElement root, List<string> problems)
    {
        if (root.ValueKind != JsonValueKind.Array || root.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.Object))
        {
            problems.Add("this is not a list of objects");
            return ([], []);
        }

        string[] columns = [.. root.EnumerateArray().Take(1).SelectMany(r => r.EnumerateObject()).Select(p => p.Name)];
        List<IReadOnlyList<string>> rows = [];
        foreach (JsonElement row in root.EnumerateArray())
        {
            rows.Add(ReadRow(row, columns, rows.Count + 1, problems));
        }

        return (columns, rows);
    }

    private static string[] ReadRow(JsonElement row, string[] columns, int number, List<string> problems)
    {
        Dictionary<string, JsonElement> values = [];
        foreach (JsonProperty property in row.EnumerateObject())
        {
            values[property.Name] = property.Value;
        }

        if (values.Count != columns.Length || !columns.All(values.ContainsKey))
        {
            problems.Add($"row {number}: its keys differ from those of the first row: {Spelling.List(columns)}");
            return [];
        }

        foreach (string column in columns.Where(c => values[c].ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            problems.Add($"row {number}: '{column}' is not text, a number, a Boolean or null");
        }

        return [.. columns.Select(c => TextOf(values[c]))];
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
