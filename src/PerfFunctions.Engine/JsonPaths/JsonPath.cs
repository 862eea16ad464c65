using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.JsonPaths;

/// <summary>
/// A path to values of a JSON document, RFC 9535: <c>$.items[0].id</c>, <c>$.items[*].id</c>, <c>$.items[?@.price &lt; 10]</c>.
/// Parsed once, read often.
/// </summary>
public sealed class JsonPath : IEquatable<JsonPath>
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        "a JSON path (RFC 9535), such as $.items[0].id, $.items[*].id or $.items[?@.price < 10].id";

    /// <summary>Most values that a path looks at, so that no document makes it run for long.</summary>
    public const int MaxVisited = 200_000;

    private readonly PathSegment[] _segments;

    internal JsonPath(string text, PathSegment[] segments)
    {
        Text = text;
        _segments = segments;
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Whether it leads to one value at most.</summary>
    public bool IsSingular => _segments.All(s => s.IsSingular);

    /// <summary>Parses a path.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static JsonPath Parse(string text) => TryParse(text, out JsonPath? path)
        ? path
        : throw new FormatException($"'{text}' is not {Allowed}.");

    /// <summary>Parses a path; false when it is not one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path) => PathParser.TryParse(text, out path);

    /// <summary>The values that it leads to, in the order of the document; empty when it would look at more than <see cref="MaxVisited"/>.</summary>
    public IReadOnlyList<JsonElement> Select(JsonElement root) => PathSegment.Follow(_segments, new PathVisit(root), root);

    /// <summary>Reads the first value. False when nothing readable is at the path.</summary>
    public bool TryRead(JsonElement root, out Value value)
    {
        value = Value.Null;
        JsonElement element = root;
        if (!IsSingular)
        {
            if (Select(root) is not [JsonElement first, ..])
            {
                return false;
            }

            element = first;
        }
        else if (!_segments.All(segment => segment.TryStep(element, out element)))
        {
            return false;
        }

        value = Value.Of(element);
        return !value.IsNull || element.ValueKind == JsonValueKind.Null;
    }

    /// <inheritdoc />
    public bool Equals(JsonPath? other) => other is not null && other.Text == Text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as JsonPath);

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>One walk through a document.</summary>
/// <param name="root">The document.</param>
internal sealed class PathVisit(JsonElement root)
{
    private int _visited;

    /// <summary>The document.</summary>
    public JsonElement Root => root;

    /// <summary>Whether it has looked at more than it may.</summary>
    public bool IsOver => _visited > JsonPath.MaxVisited;

    /// <summary>Looks at one more value; false when that is one too many.</summary>
    public bool Look() => ++_visited <= JsonPath.MaxVisited;
}
