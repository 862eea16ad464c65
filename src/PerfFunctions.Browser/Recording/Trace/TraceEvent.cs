using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>One event of a trace.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Phase"><c>X</c> for one with a duration; others are points.</param>
/// <param name="Thread">Process and thread.</param>
/// <param name="At">Microseconds on the trace's clock.</param>
/// <param name="Duration">Microseconds; 0 for a point.</param>
/// <param name="Args">Its arguments; valid until the log is disposed.</param>
internal readonly record struct TraceEvent(
    string Name, char Phase, (long Process, long Thread) Thread, double At, double Duration, JsonElement Args)
{
    /// <summary>Microseconds at its end.</summary>
    public double End => At + Duration;

    /// <summary>The argument <c>data</c>, or an undefined element.</summary>
    public JsonElement Data => Args.ValueKind == JsonValueKind.Object && Args.TryGetProperty("data", out JsonElement data) ? data : default;

    /// <summary>A text in <see cref="Data"/>; null when it is not there.</summary>
    public string? Text(string name) => Data.Find(name) is { ValueKind: JsonValueKind.String } text ? text.AsText() : null;

    /// <summary>A number in <see cref="Data"/>; null when it is not there.</summary>
    public double? Number(string name) => Data.Find(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>Whether <see cref="Data"/> says so.</summary>
    public bool Is(string name) => Data.Find(name).ValueKind == JsonValueKind.True;
}

/// <summary>Looks into JSON that may be without what is looked for.</summary>
internal static class JsonLookup
{
    /// <summary>The property, or an undefined element.</summary>
    public static JsonElement Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement found) ? found : default;

    /// <summary>A text. Scripts may put half of a character into one, which is not text to .NET: that is read as U+FFFD.</summary>
    public static string AsText(this JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }
}
