using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFunctions.Cli.Output;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PerfFunctions.Cli.Init;

/// <summary>An OpenAPI 3 description as a tree, from JSON or YAML of bounded size and depth.</summary>
internal sealed class OpenApiDocument
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 2_000_000;
    private const int MaxHops = 20;

    private readonly Parser _parser;
    private int _nodes;

    private OpenApiDocument(Parser parser) => _parser = parser;

    /// <summary>Reads a description.</summary>
    /// <param name="text">JSON or YAML. All scalars of YAML become texts; null becomes null.</param>
    /// <exception cref="CliException">It is neither, too large, or not OpenAPI 3.</exception>
    public static JsonObject Read(string text)
    {
        JsonNode? root = text.TrimStart().StartsWith('{') ? ReadJson(text) : ReadYaml(text);
        if (root is not JsonObject document)
        {
            throw new CliException("The OpenAPI description is not a map.");
        }

        string? version = Text(document["openapi"]);
        return version?.StartsWith("3.", StringComparison.Ordinal) == true
            ? document
            : throw new CliException(document["swagger"] is not null
                ? "This is Swagger 2.0; convert it to OpenAPI 3 first."
                : $"This is not OpenAPI 3: 'openapi' is {(version is null ? "missing" : $"'{version}'")}.");
    }

    /// <summary>A scalar as text; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    /// <summary>What a node stands for: itself, or what its <c>$ref</c> leads to within the document; null where that is nothing.</summary>
    public static JsonObject? Resolve(JsonObject root, JsonNode? node)
    {
        for (int hops = 0; hops < MaxHops && node is JsonObject map; hops++)
        {
            if (Text(map["$ref"]) is not { } reference)
            {
                return map;
            }

            node = reference.StartsWith("#/", StringComparison.Ordinal) ? Find(root, reference[2..]) : null;
        }

        return null;
    }

    private static JsonNode? Find(JsonObject root, string pointer)
    {
        JsonNode? at = root;
        foreach (string part in pointer.Split('/'))
        {
            string key = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at is JsonObject map ? map[key] : null;
        }

        return at;
    }

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(
                text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new CliException($"The OpenAPI description is not valid JSON: {e.Message}");
        }
    }

    private static JsonNode? ReadYaml(string text)
    {
        var document = new OpenApiDocument(new Parser(new StringReader(text)));
        try
        {
            document._parser.Consume<StreamStart>();
            document._parser.Consume<DocumentStart>();
            return document.ReadNode(1);
        }
        catch (YamlException e)
        {
            throw new CliException($"The OpenAPI description is not valid YAML: line {e.Start.Line}: {e.Message}");
        }
        catch (Exception e) when (e is not CliException)
        {
            // The scanner has more ways to fail on broken input than its own exception.
            long line = document._parser.Current?.Start.Line ?? 1;
            throw new CliException($"The OpenAPI description is not valid YAML: it cannot be read beyond line {line}.");
        }
    }

    private JsonNode? ReadNode(int depth)
    {
        long line = _parser.Current?.Start.Line ?? 1;
        if (depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw new CliException($"The OpenAPI description is too {(depth > MaxDepth ? "deep" : "large")} (line {line}).");
        }

        if (_parser.Accept<AnchorAlias>(out _))
        {
            throw new CliException($"Line {line} of the OpenAPI description has a YAML alias, which is not read: use $ref.");
        }

        return _parser.TryConsume<Scalar>(out Scalar? scalar) ? ValueOf(scalar)
            : _parser.TryConsume<SequenceStart>(out _) ? ReadList(depth)
            : ReadMap(depth);
    }

    private JsonArray ReadList(int depth)
    {
        JsonArray list = new();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadNode(depth + 1));
        }

        return list;
    }

    private JsonObject ReadMap(int depth)
    {
        _parser.Consume<MappingStart>();
        JsonObject map = new();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            string key = _parser.Consume<Scalar>().Value;
            map[key] = ReadNode(depth + 1);
        }

        return map;
    }

    private static JsonValue? ValueOf(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" ? null : JsonValue.Create(scalar.Value);
}
