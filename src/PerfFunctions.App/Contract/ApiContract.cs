using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Api;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Contract;

/// <summary>The API as an OpenAPI 3.1 document, made of the functions themselves, so that it cannot say what is not so.</summary>
public static partial class ApiContract
{
    private const string Prefix = "api/";

    /// <summary>The document.</summary>
    /// <exception cref="InvalidOperationException">A function does not say what it answers; all such are named.</exception>
    public static JsonObject Create(IEnumerable<Type> types, string version)
    {
        ApiFunction[] functions = [.. types.SelectMany(type => type.GetMethods()).Select(ApiFunction.Of).OfType<ApiFunction>().Where(f => f.Route.StartsWith(Prefix, StringComparison.Ordinal))];
        string[] silent = [.. functions.Where(f => f.Answers.Count == 0).Select(f => f.Name)];
        if (silent.Length > 0)
        {
            throw new InvalidOperationException($"These functions declare no response: {string.Join(", ", silent)}. Add [Answers(…)].");
        }

        ApiSchemas schemas = new();
        JsonObject paths = new(functions.SelectMany(f => Addresses(f.Route).Select(address => (Address: address, Function: f)))
            .GroupBy(f => f.Address).OrderBy(path => path.Key, StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create<string, JsonNode?>(path.Key, new JsonObject(path.SelectMany(f => f.Function.Verbs.Select(verb =>
                KeyValuePair.Create<string, JsonNode?>(verb, Operation(f.Function, path.Key, schemas))))))));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "PerfFunctions", ["version"] = version, ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" } },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.All(),
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key" },
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
    }

    private static JsonObject Operation(ApiFunction function, string address, ApiSchemas schemas)
    {
        JsonObject operation = new()
        {
            ["operationId"] =
                function.Name + (OptionalSegment().IsMatch(function.Route) && address.Contains('{', StringComparison.Ordinal) ? "At" : ""),
            ["tags"] = new JsonArray(address.Split('/')[2].Split('.')[0]),
            ["parameters"] = new JsonArray([.. Parameters(function, address)]),
            ["responses"] = Responses(function, schemas),
            ["security"] = function.Role == Role.None
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["token"] = new JsonArray() }),
            ["x-role"] = function.Role.ToString().ToLowerInvariant(),
        };
        if (function.Summary is { } summary)
        {
            operation["description"] = summary;
        }

        if (function.Takes is { } takes)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content(takes.Media, takes.Type, schemas) };
        }

        return operation;
    }

    private static IEnumerable<JsonNode> Parameters(ApiFunction function, string address) =>
    [
        .. PathSegment().Matches(address).Select(segment => new JsonObject
        {
            ["name"] = segment.Groups[1].Value,
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = ApiFunction.Choices(function.Route, segment.Groups[1].Value) is { Length: > 0 } choices
                ? new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(c => JsonValue.Create(c))]) }
                : new JsonObject { ["type"] = "string" },
        }),
        .. function.Queries.Select(query => new JsonObject
        {
            ["name"] = query.Name,
            ["in"] = "query",
            ["required"] = query.Required,
            ["description"] = query.Meaning,
            ["schema"] = query.Repeated
                ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }
                : new JsonObject { ["type"] = "string" },
        }),
    ];

    private static JsonObject Responses(ApiFunction function, ApiSchemas schemas)
    {
        JsonObject responses = [];
        foreach (AnswersAttribute answer in function.Answers)
        {
            JsonObject response =
                new() { ["description"] = answer.Status is 202 ? "Accepted." : answer.Status is 204 ? "Done, or nothing to do." : "Success." };
            if (answer.Type is not null || answer.Media is not null)
            {
                response["content"] = Content(answer.Media ?? "application/json", answer.Type, schemas);
            }

            responses[answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = response;
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "An error, as problem details.",
            ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = ApiSchemas.Problem() } },
        };
        return responses;
    }

    private static JsonObject Content(string media, Type? type, ApiSchemas schemas) => new(media.Split(", ").Select(
        one => KeyValuePair.Create<string, JsonNode?>(one, type is null ? new JsonObject() : new JsonObject { ["schema"] = schemas.Of(type) })));

    // A segment that may be left out is two addresses.
    private static IEnumerable<string> Addresses(string route)
    {
        string plain = $"/{Constraint().Replace(route, "{$1}")}";
        return OptionalSegment().IsMatch(plain)
            ? [OptionalSegment().Replace(plain, ""), plain.Replace("?}", "}", StringComparison.Ordinal)]
            : [plain];
    }

    [GeneratedRegex(@"\{(\w+):regex\(.*?\)\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"/\{\w+\?\}")]
    private static partial Regex OptionalSegment();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathSegment();
}
