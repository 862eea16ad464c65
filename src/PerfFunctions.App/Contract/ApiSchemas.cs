using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Contract;

/// <summary>The JSON that the API takes and gives, a schema a record.</summary>
internal sealed class ApiSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true };

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal)
    {
        ["Problem"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457); 'errors' lists every mistake of the input.",
            ["required"] = new JsonArray("title", "status"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["detail"] = Text(),
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["errors"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
            },
        },
    };

    /// <summary>A reference to the schema of a record, which is added when it is not there yet.</summary>
    public JsonObject Of(Type type)
    {
        if (type.IsGenericType && type.GetGenericArguments() is [var item])
        {
            return new JsonObject { ["type"] = "array", ["items"] = Of(item) };
        }

        if (!_schemas.ContainsKey(type.Name))
        {
            JsonNode schema = PerfJson.Options.GetJsonSchemaAsNode(type, Options);
            Adapt(schema, $"#/components/schemas/{type.Name}");
            _schemas[type.Name] = schema;
        }

        return Reference(type.Name);
    }

    /// <summary>A reference to the schema of a refusal.</summary>
    public static JsonObject Problem() => Reference("Problem");

    /// <summary>All that were asked for, by name.</summary>
    public JsonObject All() => new(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Text() => new() { ["type"] = "string" };

    // What contains itself is referred to from the root of its schema, which is no longer the root of all. What may be null is
    // left out when it is, though the record's constructor asks for it. A number is read from a text too, but never written as one.
    private static void Adapt(JsonNode? node, string root)
    {
        if (node is JsonObject map)
        {
            if (map["$ref"]?.GetValue<string>() is { } to)
            {
                map["$ref"] = root + to[1..].TrimEnd('/');
            }

            if (map["required"] is JsonArray required && map["properties"] is JsonObject properties)
            {
                required.RemoveAll(name => MayBeNull(properties[name!.GetValue<string>()]));
            }

            if (map["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() is "number" or "integer"))
            {
                types.RemoveAll(type => type!.GetValue<string>() == "string");
                map.Remove("pattern");
            }
        }

        foreach (JsonNode? part in node switch { JsonObject parent => parent.Select(p => p.Value), JsonArray list => list, _ => [] })
        {
            Adapt(part, root);
        }
    }

    private static bool MayBeNull(JsonNode? schema) =>
        (schema?["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null"))
        || (schema?["enum"] is JsonArray choices && choices.Any(choice => choice is null));
}
