using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>
/// Takes out of GitHub's OpenAPI description the few operations that are used, with every reference resolved and
/// OpenAPI 3.0's <c>nullable</c> written as JSON Schema does.
/// </summary>
internal sealed class ApiExtract
{
    private const string CheckRuns = "/repos/{owner}/{repo}/check-runs";

    private static readonly string[] Operations =
    [
        "POST /app/installations/{installation_id}/access_tokens",
        "GET /repos/{owner}/{repo}/contents/{path}",
        "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
        $"POST {CheckRuns}",
        $"PATCH {CheckRuns}/{{check_run_id}}",
        "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
        "GET /repos/{owner}/{repo}/pulls/{pull_number}",
        "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
        "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        "POST /repos/{owner}/{repo}/statuses/{sha}",
        "GET /repos/{owner}/{repo}/commits/{ref}/statuses",
        "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
        "GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head",
        "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
        "GET /user",
    ];

    private readonly JsonNode _root;

    private ApiExtract(JsonNode root) => _root = root;

    /// <summary>The operations: <c>{ "GET /path": { parameters, body, bodyRequired, answers } }</c>.</summary>
    public static byte[] Reduce(Stream description)
    {
        var extract = new ApiExtract(JsonNode.Parse(description)!);
        JsonObject all = new(Operations.Select(name => KeyValuePair.Create<string, JsonNode?>(name, extract.Operation(name))));
        return System.Text.Encoding.UTF8.GetBytes(all.ToJsonString());
    }

    private JsonObject Operation(string name)
    {
        string[] parts = name.Split(' ');
        JsonNode operation = _root["paths"]![parts[1]]![parts[0].ToLowerInvariant()]!;
        JsonNode? body = operation["requestBody"];
        return new JsonObject
        {
            ["parameters"] = Resolve(operation["parameters"]),
            ["bodyRequired"] = body?["required"]?.GetValue<bool>() ?? false,
            ["body"] = Strict(Resolve(body?["content"]?["application/json"]?["schema"])),
            ["answers"] = new JsonObject(
                operation["responses"]!.AsObject()
                    .Where(answer => answer.Key.StartsWith('2'))
                    .Select(answer => KeyValuePair.Create(answer.Key, Resolve(answer.Value!["content"]?["application/json"]?["schema"])))),
        };
    }

    private JsonNode? Resolve(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(Resolve)]);
            case JsonObject reference when reference["$ref"] is JsonValue target:
                return Resolve(target.GetValue<string>().Split('/').Skip(1).Aggregate(_root, (at, key) => at[Unescape(key)]!));
            case JsonObject map:
                var copy = new JsonObject(
                    map.Where(pair => pair.Key is not ("example" or "examples" or "discriminator"))
                        .Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value))));
                return Nullable(copy);
            default:
                return node?.DeepClone();
        }
    }

    private static string Unescape(string key) => key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static JsonObject Nullable(JsonObject schema)
    {
        if (schema["nullable"] is not JsonValue nullable || !nullable.TryGetValue(out bool isNullable) || !isNullable)
        {
            return schema;
        }

        schema.Remove("nullable");
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        (schema["enum"] as JsonArray)?.Add(null);
        return schema;
    }

    // GitHub passes over properties that it does not know; here they would be a slip of the pen that nobody sees.
    private static JsonNode? Strict(JsonNode? schema)
    {
        if (schema is JsonObject map)
        {
            if (map["properties"] is JsonObject && map["additionalProperties"] is null)
            {
                map["additionalProperties"] = false;
            }

            foreach (JsonNode? part in map.Select(pair => pair.Value).ToArray())
            {
                Strict(part);
            }
        }

        return schema;
    }
}
