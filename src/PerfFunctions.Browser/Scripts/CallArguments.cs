using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfFunctions.Browser.Scripts;

/// <summary>What a script has given to a method, as JSON.</summary>
/// <param name="given">The object: of what it is a method, and in <c>args</c> what it is given.</param>
internal sealed class CallArguments(JsonElement given)
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Milliseconds that a call may take where it says no other; set by the session.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The whole path of a locator, from the page on; empty for none.</summary>
    public IReadOnlyList<JsonElement> Path => given.TryGetProperty("path", out JsonElement path) ? [.. path.EnumerateArray()] : [];

    /// <summary>Number of a thing that the call is of, such as <c>page</c>; 0 for none.</summary>
    public int Number(string of) => given.TryGetProperty(of, out JsonElement number) ? number.GetInt32() : 0;

    /// <summary>An argument; undefined where it is not given.</summary>
    public JsonElement At(int place) =>
        given.TryGetProperty("args", out JsonElement all) && place < all.GetArrayLength() ? all[place] : default;

    /// <summary>An argument as a text; numbers and booleans too, as JavaScript writes them.</summary>
    public string Text(int place) => TextOf(At(place)) ?? "";

    /// <summary>An argument as a number; 0 where it is none.</summary>
    public float Number(int place) => At(place) is { ValueKind: JsonValueKind.Number } number ? number.GetSingle() : 0;

    /// <summary>A key of the options, which are the argument at a place; undefined where it is not given.</summary>
    public JsonElement Option(int place, string name) =>
        At(place) is { ValueKind: JsonValueKind.Object } options && options.TryGetProperty(name, out JsonElement value)
            && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>A text of the options; null for none.</summary>
    public string? TextOption(int place, string name) => TextOf(Option(place, name));

    /// <summary>A number of the options; null for none.</summary>
    public float? NumberOption(int place, string name) => Option(place, name) is { ValueKind: JsonValueKind.Number } number ? number.GetSingle() : null;

    /// <summary>A yes or no of the options; null for neither.</summary>
    public bool? Flag(int place, string name) => Option(place, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>How long the call may take, by its options at a place: as long as is allowed where it is to have no limit.</summary>
    public TimeSpan LimitAt(int place) => NumberOption(place, "timeout") is not { } ms ? DefaultTimeout
        : ms > 0 && ms < MaxTimeout.TotalMilliseconds ? TimeSpan.FromMilliseconds(ms)
        : MaxTimeout;

    /// <summary>The same in milliseconds.</summary>
    public float TimeoutAt(int place) => (float)LimitAt(place).TotalMilliseconds;

    /// <summary>The longest time that the call may take, whatever of its arguments says it.</summary>
    public TimeSpan Limit => Enumerable.Range(0, 4).Select(LimitAt).Max();

    /// <summary>A pattern, as the module writes one; null where a value is none.</summary>
    public static Regex? Pattern(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("pattern", out JsonElement source))
        {
            return null;
        }

        string flags = value.GetProperty("flags").GetString() ?? "";
        RegexOptions options = (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None)
            | (flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : RegexOptions.None);
        return new Regex(source.GetString() ?? "", options, PatternLimit);
    }

    /// <summary>A value as a text; null for none.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    /// <summary>A value as what the browser takes: maps, lists, texts, numbers.</summary>
    public static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().GroupBy(p => p.Name).ToDictionary(p => p.Key, p => ValueOf(p.Last().Value)),
        _ => null,
    };
}
