using System.Text;
using System.Text.Json.Nodes;

namespace PerfFunctions.Cli.Init;

/// <summary>Fills the parameters of an operation in with the values of its description.</summary>
/// <param name="root">The description.</param>
internal sealed class OpenApiParameters(JsonObject root)
{
    private const int MaxValueLength = 200;

    /// <summary>The request of an operation; null where a value is missing, and why.</summary>
    /// <param name="path">Path template, such as <c>/pets/{id}</c>.</param>
    /// <param name="item">The path item.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="name">Name of the request.</param>
    /// <param name="reason">Why there is no request; null where there is one.</param>
    public DraftRequest? Fill(string path, JsonObject item, JsonObject operation, string name, out string? reason)
    {
        StringBuilder query = new();
        Dictionary<string, string> headers = [];
        string filled = path;
        foreach (JsonObject? parameter in All(item, operation))
        {
            if (parameter is null)
            {
                reason = "a $ref of its parameters leads to nothing in this file";
                return null;
            }

            (string kind, string key) = (OpenApiDocument.Text(parameter["in"]) ?? "", OpenApiDocument.Text(parameter["name"]) ?? "");
            if (kind != "path" && OpenApiDocument.Text(parameter["required"]) != "true")
            {
                continue;
            }

            if (ExampleOf(parameter) is not { } value)
            {
                reason = kind == "path"
                    ? $"the path parameter '{key}' has no example; request it with variables: {{ {Variable(key)}: [ … ] }}"
                    : $"the {kind} parameter '{key}' is required and has no example";
                return null;
            }

            reason = Put(kind, key, value, ref filled, query, headers);
            if (reason is not null)
            {
                return null;
            }
        }

        reason = filled.Contains('{', StringComparison.Ordinal) ? "a parameter of its path is not described"
            : PlanYaml.Path(filled + query) is null ? "its path cannot be requested"
            : null;
        return reason is null ? new DraftRequest(name, PlanYaml.Path(filled + query)!) { Headers = headers } : null;
    }

    private static string? Put(string kind, string key, string value, ref string path, StringBuilder query, Dictionary<string, string> headers)
    {
        switch (kind)
        {
            case "path":
                path = path.Replace($"{{{key}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
                return null;
            case "query":
                query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(value));
                return null;
            case "header" when IsHeader(key) && value.All(c => c is >= ' ' and <= '~'):
                headers[key] = value;
                return null;
            default:
                return $"the {kind} parameter '{key}' cannot be filled in";
        }
    }

    private static bool IsHeader(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // Those of the operation replace those of its path with the same place and name.
    private IEnumerable<JsonObject?> All(JsonObject item, JsonObject operation) =>
        new[] { operation["parameters"], item["parameters"] }.OfType<JsonArray>().SelectMany(list => list)
            .Select(parameter => OpenApiDocument.Resolve(root, parameter))
            .DistinctBy(p => p is null ? "" : $"{OpenApiDocument.Text(p["in"])}:{OpenApiDocument.Text(p["name"])}");

    private string? ExampleOf(JsonObject parameter)
    {
        JsonObject? schema = OpenApiDocument.Resolve(root, parameter["schema"]);
        JsonNode? named = (parameter["examples"] as JsonObject)?
            .Select(e => OpenApiDocument.Resolve(root, e.Value)?["value"]).FirstOrDefault(v => v is JsonValue);
        JsonNode?[] candidates =
        [
            parameter["example"], named, schema?["example"], First(schema?["examples"]), schema?["default"], schema?["const"], First(schema?["enum"]),
        ];
        return candidates.Select(OpenApiDocument.Text).FirstOrDefault(text => text is { Length: > 0 and <= MaxValueLength });
    }

    private static JsonNode? First(JsonNode? list) => (list as JsonArray)?.FirstOrDefault();

    private static string Variable(string key)
    {
        string name = new([.. key.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_').Take(40)]);
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "id" : name;
    }
}
