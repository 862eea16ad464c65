using System.Globalization;
using System.Text.Json;

namespace PerfFunctions.App.Documentation;

/// <summary>Describes the types of a plan's JSON Schema in words, and finds the parts that deserve a table.</summary>
internal sealed class PlanTypes(JsonElement root)
{
    private const string ReferencePrefix = "#/$defs/";

    private readonly List<string> _named = [];
    private readonly List<string> _formats = [];

    /// <summary>A part of a plan with keys of its own.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Description">What it is; null where its title says all.</param>
    /// <param name="Node">Its schema.</param>
    /// <param name="IsTop">Whether it is the plan itself.</param>
    internal sealed record Section(string Title, string? Description, JsonElement Node, bool IsTop);

    /// <summary>A value as code; a bar would end the cell of a table.</summary>
    public static string Code(JsonElement value) => $"`{value.ToString().Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>The description of a schema, fit for the cell of a table.</summary>
    public static string? DescriptionOf(JsonElement node) =>
        node.TryGetProperty("description", out JsonElement text) ? text.GetString()!.Replace("|", "\\|", StringComparison.Ordinal) : null;

    /// <summary>The plan, then every part of it in the order in which keys lead to it.</summary>
    public IEnumerable<Section> Sections()
    {
        yield return new("Plan", null, root, IsTop: true);
        DescribeAll(root);
        for (int i = 0; i < _named.Count; i++)
        {
            JsonElement node = Definition(_named[i]);
            DescribeAll(node);
            yield return new(TitleOf(_named[i]), DescriptionOf(node), node, IsTop: false);
        }
    }

    /// <summary>The formats of texts and numbers that keys have used, once all sections have been read.</summary>
    public IEnumerable<(string Title, JsonElement Node)> Formats() =>
        _formats.Select(name => (TitleOf(name), Definition(name))).OrderBy(format => format.Item1, StringComparer.Ordinal);

    /// <summary>The description of the part or format that a key refers to; null where there is none.</summary>
    public string? DescriptionBehind(JsonElement node) =>
        ReferenceOf(node) is { } name && !HasKeys(Definition(name)) && !_formats.Contains(name) ? DescriptionOf(Definition(name)) : null;

    /// <summary>A type in words, with links to its table.</summary>
    public string Describe(JsonElement node)
    {
        if (ReferenceOf(node) is { } name)
        {
            return DescribeReference(name);
        }

        if (node.TryGetProperty("enum", out JsonElement values))
        {
            return string.Join(", ", values.EnumerateArray().Select(Code).Distinct());
        }

        if (node.TryGetProperty("anyOf", out JsonElement choices))
        {
            return string.Join(" or ", choices.EnumerateArray().Select(Describe).Distinct());
        }

        if (node.TryGetProperty("allOf", out JsonElement parts))
        {
            return Describe(parts[0]);
        }

        if (!node.TryGetProperty("type", out JsonElement type))
        {
            return "any value";
        }

        return type.ValueKind == JsonValueKind.Array ? DescribeTypes(type) : type.GetString() switch
        {
            "array" => $"list of {Describe(node.GetProperty("items"))}",
            "object" => DescribeMap(node),
            "integer" or "number" => DescribeNumber(node, type.GetString()!),
            "boolean" => "`true`, `false`",
            _ => "text",
        };
    }

    private static string DescribeTypes(JsonElement types) =>
        types.EnumerateArray().Any(type => type.GetString() is "array" or "object") ? "file content or text" : "text";

    private static string DescribeNumber(JsonElement node, string type)
    {
        string range = node.TryGetProperty("minimum", out JsonElement least) && node.TryGetProperty("maximum", out JsonElement most)
            ? $", {Number(least)} to {Number(most)}"
            : "";
        return (type == "integer" ? "whole number" : "number") + range;
    }

    private static string Number(JsonElement value) =>
        value.TryGetInt64(out long whole) ? whole.ToString("N0", CultureInfo.InvariantCulture) : value.ToString();

    private static bool HasKeys(JsonElement node) => node.TryGetProperty("properties", out _);

    private static string? ReferenceOf(JsonElement node) =>
        node.TryGetProperty("$ref", out JsonElement reference) ? reference.GetString()![ReferencePrefix.Length..] : null;

    private static string Anchor(string title) => $"{title.ToLowerInvariant().Replace(' ', '-')}-keys";

    private string DescribeMap(JsonElement node) =>
        node.TryGetProperty("additionalProperties", out JsonElement values) && values.ValueKind == JsonValueKind.Object
            ? $"map of names to {Describe(values)}"
            : "map";

    private string DescribeReference(string name)
    {
        JsonElement node = Definition(name);
        string title = TitleOf(name);
        if (HasKeys(node))
        {
            Remember(_named, name);
            return $"[{title.ToLowerInvariant()}](#{Anchor(title)})";
        }

        // A format has a pattern or a range of its own; anything else is described where it is used.
        if (node.TryGetProperty("title", out _) && (node.TryGetProperty("pattern", out _) || node.TryGetProperty("minimum", out _)))
        {
            Remember(_formats, name);
            return $"[{title.ToLowerInvariant()}](#value-formats)";
        }

        return Describe(node);
    }

    private void DescribeAll(JsonElement node)
    {
        foreach (JsonProperty key in node.GetProperty("properties").EnumerateObject())
        {
            Describe(key.Value);
        }
    }

    private string TitleOf(string name) => Definition(name).TryGetProperty("title", out JsonElement title) ? title.GetString()! : name;

    private JsonElement Definition(string name) => root.GetProperty("$defs").GetProperty(name);

    private static void Remember(List<string> names, string name)
    {
        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }
}
