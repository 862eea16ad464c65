using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>Builds parts of the JSON Schema.</summary>
internal static class Schemas
{
    /// <summary>A schema as its text says it.</summary>
    public static JsonObject Parse([StringSyntax(StringSyntaxAttribute.Json)] string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>What a definition describes.</summary>
    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>What a map's declaration describes.</summary>
    public static JsonObject Ref(IMapGrammar map) => Ref(map.Name);

    /// <summary>A text that a pattern describes.</summary>
    public static JsonObject Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>Yes or no.</summary>
    public static JsonObject Boolean() => new() { ["type"] = "boolean" };

    /// <summary>One of these words.</summary>
    public static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = Names(words) };

    /// <summary>A list that is not empty.</summary>
    public static JsonObject List(int most, JsonObject items) =>
        new() { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = most, ["items"] = items };

    /// <summary>A map that is not empty, whose keys are the author's.</summary>
    /// <param name="most">How many it may have.</param>
    /// <param name="value">Describes their values.</param>
    /// <param name="name">Describes the keys; null for any.</param>
    public static JsonObject Entries(int most, JsonObject value, JsonObject? name = null)
    {
        JsonObject map = new() { ["type"] = "object", ["minProperties"] = 1, ["maxProperties"] = most };
        if (name is not null)
        {
            map["propertyNames"] = name;
        }

        map["additionalProperties"] = value;
        return map;
    }

    /// <summary>A map with some keys.</summary>
    public static JsonNode Requires(params string[] keys) => new JsonObject { ["required"] = Names(keys) };

    /// <summary>A map with at least one of some keys.</summary>
    public static JsonObject RequiresAny(IEnumerable<string> keys) => AnyOf([.. keys.Select(key => Requires(key))]);

    /// <summary>What at least one of some schemas describes.</summary>
    public static JsonObject AnyOf(params JsonNode[] schemas) => new() { ["anyOf"] = new JsonArray(schemas) };

    /// <summary>Names as a list.</summary>
    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
