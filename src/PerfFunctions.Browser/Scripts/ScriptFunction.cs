using System.Text.Json;

namespace PerfFunctions.Browser.Scripts;

/// <summary>
/// Functions of a script that run in a page. A function is given as its text, a text as an expression. What they return is made JSON
/// in the page: Playwright's own form of it marks objects.
/// </summary>
internal static class ScriptFunction
{
    /// <summary>What is run in the page for the value itself.</summary>
    /// <param name="given">The function, as the module writes it, or an expression.</param>
    public static string Of(JsonElement given) => $"async given => {{ const value = ({TextOf(given)}); return typeof value === 'function' ? value(...given) : value; }}";

    /// <summary>The same for its value as JSON.</summary>
    /// <param name="given">The function, or an expression.</param>
    public static string AsJson(JsonElement given) => $"async given => JSON.stringify(await ({Of(given)})(given))";

    /// <summary>The same of a function whose first argument is an element.</summary>
    /// <param name="given">The function.</param>
    public static string OfElement(JsonElement given) => $"async (element, given) => JSON.stringify(await ({Of(given)})([element, ...given]))";

    /// <summary>What the function is given.</summary>
    public static object Arguments(JsonElement given) => CallArguments.ValueOf(given) as object[] ?? [];

    /// <summary>What came of it.</summary>
    /// <exception cref="CallRefusedException">It is not JSON: the page has changed how that is made.</exception>
    public static object? ResultOf(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException)
        {
            throw new CallRefusedException("the result is not JSON");
        }
    }

    private static string TextOf(JsonElement given)
    {
        string text = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("function", out JsonElement function)
            ? function.GetString() ?? ""
            : CallArguments.TextOf(given) ?? "";
        return text.Trim().TrimEnd(';');
    }
}
