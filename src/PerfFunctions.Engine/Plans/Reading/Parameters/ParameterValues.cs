using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Which values a parameter may have.</summary>
internal static class ParameterValues
{
    /// <summary>What a problem names as right.</summary>
    public static readonly string Allowed =
        $"a text, a number, true or false; at most {PlanLimits.ParameterLength} characters, without '${{' and control characters";

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public static string? MistakeIn(string value) =>
        value.Length > PlanLimits.ParameterLength ? $"{value.Length} characters are too many"
        : value.Contains("${", StringComparison.Ordinal)
            ? "a parameter is put in as it is, so '${…}' in it would not be filled in; write it where the parameter is used"
        : value.Any(char.IsControl) ? "the value contains a control character"
        : null;

    /// <summary>
    /// A value that comes without quotes, as the kind that the plan's own value has: a text stays a text, whatever it looks
    /// like; anything else is a number or a truth value where it looks like one.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="own">The plan's value; null where it has none.</param>
    public static ScalarNode Typed(string value, ScalarNode? own)
    {
        bool isText = own is not null && !IsTyped(own);
        return new ScalarNode(value, IsPlain: !isText && LooksTyped(value), Line: 0);
    }

    private static bool IsTyped(ScalarNode node) => node.IsPlain && LooksTyped(node.Text);

    private static bool LooksTyped(string text) => PlainValues.Truth(text) is not null || PlainValues.IsNumber(text);
}
