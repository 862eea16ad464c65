using System.Globalization;
using System.Text.Json;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Text;

/// <summary>A path to one value of a JSON document: <c>$.items[0].id</c>, <c>$['odd name']</c>. Parsed once, read often.</summary>
public sealed class JsonPath : IEquatable<JsonPath>
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a path of .name, ['name'] and [index] after $, such as $.items[0].id";

    private const int LongestText = 500;
    private const int MaxIndexDigits = 9;
    private readonly Segment[] _segments;

    private JsonPath(string text, Segment[] segments)
    {
        Text = text;
        _segments = segments;
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Parses a path.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JsonPath Parse(string text) => TryParse(text, out JsonPath? path)
        ? path
        : throw new FormatException($"'{text}' is not {Allowed}.");

    /// <summary>Parses a path; false when it is none.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonPath? path)
    {
        path = null;
        if (text.Length is 0 or > LongestText || text[0] != '$')
        {
            return false;
        }

        List<Segment> segments = [];
        int at = 1;
        while (at < text.Length)
        {
            if (ReadSegment(text, ref at) is not { } segment)
            {
                return false;
            }

            segments.Add(segment);
        }

        path = new JsonPath(text, [.. segments]);
        return true;
    }

    /// <summary>Reads the value. False when nothing readable is at the path.</summary>
    public bool TryRead(JsonElement root, out Value value)
    {
        value = Value.Null;
        JsonElement element = root;
        if (!_segments.All(segment => segment.TryStep(element, out element)))
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

    private static Segment? ReadSegment(string text, ref int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (rest[0] == '.')
        {
            int length = rest[1..].IndexOfAny('.', '[');
            ReadOnlySpan<char> name = length < 0 ? rest[1..] : rest.Slice(1, length);
            at += 1 + name.Length;
            return name.IsEmpty || name.ContainsAny(" ]*'\"") ? null : new Segment(name.ToString(), 0);
        }

        return rest.StartsWith("['") ? ReadQuoted(rest, ref at) : ReadIndex(rest, ref at);
    }

    private static Segment? ReadQuoted(ReadOnlySpan<char> rest, ref int at)
    {
        int end = rest[2..].IndexOf("']");
        if (end < 0)
        {
            return null;
        }

        at += end + 4;
        return new Segment(rest.Slice(2, end).ToString(), 0);
    }

    private static Segment? ReadIndex(ReadOnlySpan<char> rest, ref int at)
    {
        int end = rest.IndexOf(']');
        if (rest[0] != '[' || end is < 2 or > MaxIndexDigits + 1 ||
            !int.TryParse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return null;
        }

        at += end + 1;
        return new Segment(null, index);
    }

    private sealed record Segment(string? Name, int Index)
    {
        public bool TryStep(JsonElement from, out JsonElement to)
        {
            to = default;
            if (Name is not null)
            {
                return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(Name, out to);
            }

            bool found = from.ValueKind == JsonValueKind.Array && Index < from.GetArrayLength();
            to = found ? from[Index] : default;
            return found;
        }
    }
}
