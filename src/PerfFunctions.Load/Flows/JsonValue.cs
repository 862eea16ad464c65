using System.Text.Json;

namespace PerfFunctions.Load.Flows;

/// <summary>A value as JSON: what is JSON by itself stays what it is, all else is a text.</summary>
internal static class JsonValue
{
    /// <summary>Its JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isText">Whether it is a text even when it looks like something else.</param>
    public static string Of(string value, bool isText) => !isText && IsJson(value) ? value : JsonSerializer.Serialize(value);

    private static bool IsJson(string value)
    {
        // Nothing but these begins JSON that is not text; most values need no closer look.
        if (value.Length == 0 || value[0] is not ('{' or '[' or '-' or 't' or 'f' or 'n' or (>= '0' and <= '9')))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
