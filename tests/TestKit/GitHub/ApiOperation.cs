using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NJsonSchema;
using NJsonSchema.Validation;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>One operation of the API: where it is and what it takes and gives.</summary>
internal sealed class ApiOperation
{
    private readonly string _method;
    private readonly Regex _path;
    private readonly List<ApiParameter> _parameters = [];
    private readonly Dictionary<int, JsonSchema> _answers = [];
    private JsonSchema? _body;
    private bool _bodyRequired;

    private ApiOperation(string name)
    {
        Name = name;
        string[] parts = name.Split(' ');
        _method = parts[0];

        // Of the values in paths only that of a file holds slashes.
        // A path may have several parts, and that of the root has none.
        string pattern = Regex.Replace(parts[1].Replace("{path}", "(?<path>.*)"), @"\{(\w+)\}", "(?<$1>[^/]+)");
        _path = new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
    }

    /// <summary><c>GET /path/{value}</c></summary>
    public string Name { get; }

    /// <summary>Reads an operation of the extract.</summary>
    public static async Task<ApiOperation> ReadAsync(string name, JsonElement json)
    {
        var operation = new ApiOperation(name) { _bodyRequired = json.GetProperty("bodyRequired").GetBoolean() };
        foreach (JsonElement parameter in json.GetProperty("parameters").EnumerateArray())
        {
            operation._parameters.Add(new ApiParameter(
                parameter.GetProperty("name").GetString()!,
                parameter.GetProperty("in").GetString()!,
                parameter.TryGetProperty("required", out JsonElement required) && required.GetBoolean(),
                await JsonSchema.FromJsonAsync(parameter.GetProperty("schema").GetRawText())));
        }

        operation._body = await SchemaAsync(json.GetProperty("body"));
        foreach (JsonProperty answer in json.GetProperty("answers").EnumerateObject())
        {
            if (await SchemaAsync(answer.Value) is { } schema)
            {
                operation._answers[int.Parse(answer.Name, CultureInfo.InvariantCulture)] = schema;
            }
        }

        return operation;
    }

    /// <summary>The call that a request is; null when it is another operation's.</summary>
    public ApiCall? Match(string method, string path)
    {
        Match match = _path.Match(path);
        return method == _method && match.Success
            ? new ApiCall(this, _parameters.Where(p => p.In == "path").ToDictionary(p => p.Name, p => match.Groups[p.Name].Value))
            : null;
    }

    /// <summary>Where a request departs from the description.</summary>
    public IReadOnlyList<string> Violations(ApiCall call, IQueryCollection query, string body) =>
    [
        .. _parameters.SelectMany(parameter => parameter.Violations(call.Path, query)),
        .. query.Keys.Where(key => !_parameters.Any(p => p.In == "query" && p.Name == key)).Select(key => $"query {key}: is not known"),
        .. BodyViolations(body),
    ];

    /// <summary>Where an answer departs from the description.</summary>
    public IReadOnlyList<string> AnswerViolations(int status, string body) =>
        _answers.TryGetValue(status, out JsonSchema? schema) ? [.. schema.Validate(body).Select(error => $"answer {error}")] : [];

    private IEnumerable<string> BodyViolations(string body)
    {
        if (body.Length == 0)
        {
            return _bodyRequired ? ["body: is missing"] : [];
        }

        try
        {
            ICollection<ValidationError> errors = _body?.Validate(body) ?? [];
            return errors.Select(error => $"body {error}");
        }
        catch (Newtonsoft.Json.JsonException e)
        {
            return [$"body: is not JSON: {e.Message}"];
        }
    }

    private static async Task<JsonSchema?> SchemaAsync(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : await JsonSchema.FromJsonAsync(json.GetRawText());
}

/// <summary>A value in the path or the query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>path</c> or <c>query</c>.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ApiParameter(string Name, string In, bool Required, JsonSchema Schema)
{
    /// <summary>What is wrong with the value in a request.</summary>
    public IEnumerable<string> Violations(IReadOnlyDictionary<string, string> path, IQueryCollection query)
    {
        string? value = In == "path" ? path[Name] : query[Name];
        if (value is null)
        {
            return Required ? [$"{In} {Name}: is missing"] : [];
        }

        bool isText = Schema.Type.HasFlag(JsonObjectType.String);
        if (!isText && !long.TryParse(value, CultureInfo.InvariantCulture, out _))
        {
            return [$"{In} {Name}: '{value}' is no number"];
        }

        return Schema.Validate(isText ? JsonSerializer.Serialize(value) : value).Select(error => $"{In} {Name}: {error}");
    }
}

/// <summary>A request, matched.</summary>
/// <param name="Operation">What it calls.</param>
/// <param name="Path">The values in its path.</param>
internal sealed record ApiCall(ApiOperation Operation, IReadOnlyDictionary<string, string> Path)
{
    /// <summary>The last part of what it calls, e.g. <c>comments</c> or <c>{sha}</c>.</summary>
    public string Last => Operation.Name.Split('/')[^1];
}
