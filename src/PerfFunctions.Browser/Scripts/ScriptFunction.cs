using System.Text.Json;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Functions of a script that run in a page. A function is given as its text, a text as an expression.</summary>
internal static class ScriptFunction
{
    /// <summary>What is run in the page.</summary>
    /// <param name="given">The function, as the module writes it, or an expression.</param>
    public static string Of(JsonElement given) => FunctionIn(given) is { } function ? $"given => ({function})(...given)" : TextOf(given);

    /// <summary>The same of a function whose first argument is an element.</summary>
    /// <param name="given">The function.</param>
    public static string OfElement(JsonElement given) =>
        FunctionIn(given) is { } function ? $"(element, given) => ({function})(element, ...given)" : TextOf(given);

    /// <summary>What the function is given.</summary>
    public static object Arguments(JsonElement given) => CallArguments.ValueOf(given) as object[] ?? [];

    private static string? FunctionIn(JsonElement given) =>
        given.ValueKind == JsonValueKind.Object && given.TryGetProperty("function", out JsonElement text) ? text.GetString() : null;

    private static string TextOf(JsonElement given) => CallArguments.TextOf(given) ?? "";
}
