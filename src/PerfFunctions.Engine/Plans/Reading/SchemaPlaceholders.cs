using System.Text.Json.Nodes;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Lets the values of a JSON Schema be, or contain, a <c>${parameter}</c>.</summary>
internal static class SchemaPlaceholders
{
    private const string Pattern = @"\$\{";

    /// <summary>Changes schemas, except those of some names.</summary>
    public static void Allow(JsonObject schemas, string[] except)
    {
        foreach ((string _, JsonNode? schema) in schemas.Where(s => !except.Contains(s.Key)).ToArray())
        {
            Allow(schema);
        }
    }

    private static void Allow(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Allow(item);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        // A range holds for numbers alone and a pattern for texts alone, so a number may be a text that has the pattern.
        if (schema["type"]?.ToJsonString() is "\"integer\"" or "\"number\"" or "\"boolean\"")
        {
            schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "string");
            schema["pattern"] = Pattern;
        }
        else if (schema["pattern"] is { } pattern)
        {
            schema["pattern"] = $"{pattern.GetValue<string>()}|{Pattern}";
        }
        else if (schema["enum"] is { } words)
        {
            schema.Remove("enum");
            schema["anyOf"] =
                new JsonArray(new JsonObject { ["enum"] = words.DeepClone() }, new JsonObject { ["type"] = "string", ["pattern"] = Pattern });
            return;
        }

        foreach (string key in new[] { "items", "additionalProperties", "anyOf" })
        {
            Allow(schema[key]);
        }

        if (schema["properties"] is JsonObject keys)
        {
            Allow(keys, []);
        }
    }
}
