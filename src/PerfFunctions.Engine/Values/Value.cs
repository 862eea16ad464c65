using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PerfFunctions.Engine.Values;

/// <summary>
/// A value in a flow: its text, and what it is in JSON. The default is null. Its text is valid Unicode, whatever a target or a
/// plan sends, so that it can be encoded anywhere: what is not is U+FFFD.
/// </summary>
[DebuggerDisplay("{Kind} {Text}")]
public readonly struct Value : IEquatable<Value>
{
    private const string NullText = "null";

    // Within a body or a header, a quote or a sign is not markup.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _text;

    private Value(ValueKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    /// <summary>Null.</summary>
    public static Value Null => default;

    /// <summary>What it is in JSON.</summary>
    public ValueKind Kind { get; }

    /// <summary>The value as text; a list or an object as JSON.</summary>
    public string Text => _text ?? NullText;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>Whether a condition takes it for true: anything but null, false, 0, an empty text and the text <c>false</c>.</summary>
    public bool IsTrue => Kind switch
    {
        ValueKind.Null => false,
        ValueKind.Number => !TryNumber(out double number) || number != 0,
        _ => Text is not ("" or "false"),
    };

    /// <summary>A text.</summary>
    public static Value Of(string text) => new(ValueKind.Text, Valid(text));

    /// <summary>True or false.</summary>
    public static Value Of(bool value) => new(ValueKind.Boolean, value ? "true" : "false");

    /// <summary>A whole number.</summary>
    public static Value Of(long number) => new(ValueKind.Number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number; null when it is not finite.</summary>
    public static Value Of(double number) =>
        double.IsFinite(number) ? new(ValueKind.Number, number.ToString("R", CultureInfo.InvariantCulture)) : Null;

    /// <summary>A value of a JSON document, which stays valid without the document; null for a text with half a surrogate pair.</summary>
    public static Value Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextOf(element),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Number => new(ValueKind.Number, element.GetRawText()),
        JsonValueKind.Object or JsonValueKind.Array => new(ValueKind.Json, Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element))),
        _ => Null,
    };

    /// <summary>A list.</summary>
    public static Value Of(IEnumerable<Value> items) => new(ValueKind.Json, $"[{string.Join(',', items.Select(i => i.ToJson()))}]");

    /// <summary>What a JSON text says; null when it is none.</summary>
    public static Value? ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Valid(text));
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a text says that is written without quotes: a value of JSON, else the text.</summary>
    public static Value Read(string text) => ReadJson(text) ?? Of(text);

    /// <summary>The value as JSON.</summary>
    public string ToJson() => Kind == ValueKind.Text ? JsonSerializer.Serialize(Text, Relaxed) : Text;

    /// <summary>The value as a finite number: a number, or a text that reads as one.</summary>
    public bool TryNumber(out double number)
    {
        number = 0;
        return Kind is ValueKind.Number or ValueKind.Text && TryNumber(Text, out number);
    }

    /// <summary>A text as a finite number.</summary>
    public static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The items of a list; null when it is none.</summary>
    public IReadOnlyList<Value>? Items()
    {
        if (Kind != ValueKind.Json || Text[0] != '[')
        {
            return null;
        }

        using var document = JsonDocument.Parse(Text);
        return [.. document.RootElement.EnumerateArray().Select(Of)];
    }

    /// <summary>The values of an object's properties; none when it is not one.</summary>
    public IReadOnlyList<Value> Members()
    {
        if (Kind != ValueKind.Json || Text[0] != '{')
        {
            return [];
        }

        using var document = JsonDocument.Parse(Text);
        return [.. document.RootElement.EnumerateObject().Select(p => Of(p.Value))];
    }

    /// <summary>Whether both are the same list or object: whatever blanks stand between, and in whatever order the properties are.</summary>
    public bool IsSameJson(Value other)
    {
        if (Kind != ValueKind.Json || other.Kind != ValueKind.Json)
        {
            return false;
        }

        using var left = JsonDocument.Parse(Text);
        using var right = JsonDocument.Parse(other.Text);
        try
        {
            return JsonElement.DeepEquals(left.RootElement, right.RootElement);
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a pair cannot be decoded.
            return Text == other.Text;
        }
    }

    /// <summary>A property of an object; null when there is none.</summary>
    public Value Member(string name)
    {
        if (Kind != ValueKind.Json || Text[0] != '{')
        {
            return Null;
        }

        using var document = JsonDocument.Parse(Text);
        return JsonMember.TryFind(document.RootElement, Valid(name), out JsonElement member) ? Of(member) : Null;
    }

    private static string Valid(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    // JSON allows to write half a pair, but no string can hold it.
    private static Value TextOf(JsonElement element)
    {
        try
        {
            return Of(element.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return Null;
        }
    }

    /// <summary>Whether two values are the same, and of one kind.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(Value other) => Kind == other.Kind && Text == other.Text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Text);

    /// <inheritdoc />
    public override string ToString() => Text;
}
