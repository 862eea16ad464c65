using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads texts of pages that nothing is filled into: selectors, keys, addresses, languages.</summary>
internal static partial class PageTexts
{
    private const string SelectorAllowed = "a selector, such as '#buy'";
    private const string PatternAllowed = "an address with * for any characters, such as '*://*.ads.example/*'";
    private const string LanguageAllowed = "a language tag, such as de-DE";

    public static string? ReadSelector(Field field) => Read(field, SelectorAllowed, PlanLimits.SelectorLength);

    /// <summary>A selector that is the key of a map.</summary>
    public static void CheckSelector(NamedField entry)
    {
        if (MistakeIn(entry.Name) is { } mistake)
        {
            entry.RefuseName(mistake, SelectorAllowed);
        }
        else if (entry.Name.Length > PlanLimits.SelectorLength)
        {
            entry.RefuseName($"{entry.Name.Length} characters are too many", $"at most {PlanLimits.SelectorLength} characters");
        }
    }

    public static string? ReadKey(Field field) => Read(field, "the name of a key, such as Enter", PlanLimits.KeyLength);

    public static string? ReadHeaderText(Field field)
    {
        const string Allowed = "printable ASCII";
        string? text = Read(field, Allowed, PlanLimits.TextLength);
        if (text?.Any(c => c > '~') == true)
        {
            field.Refuse("this is not a valid header value", Allowed);
        }

        return text;
    }

    public static string? ReadLanguage(Field field)
    {
        string? text = Read(field, LanguageAllowed, PlanLimits.KeyLength);
        if (text is not null && !LanguageTag().IsMatch(text))
        {
            field.Refuse("this is not a language tag", LanguageAllowed);
        }

        return text;
    }

    public static IReadOnlyList<string> ReadBlocked(Field field) =>
        [.. (field.Items(PlanLimits.Blocked, $"a list of addresses, each {PatternAllowed}") ?? []).Select(ReadPattern).OfType<string>()];

    /// <summary>The path of a page, or of a step that opens one.</summary>
    public static string? ReadPath(Field field)
    {
        string? path = TargetReader.ReadPath(field);
        if (path?.Contains("${", StringComparison.Ordinal) == true)
        {
            field.Refuse("pages do not support variables", "a path without ${ }");
            return null;
        }

        return path;
    }

    private static string? ReadPattern(Field field)
    {
        string? text = Read(field, PatternAllowed, PlanLimits.PathLength);
        if (text?.Any(char.IsWhiteSpace) == true)
        {
            field.Refuse("an address cannot contain spaces", PatternAllowed);
        }
        else if (text?.All(c => c is '*' or '/' or ':') == true)
        {
            field.Refuse("this would block the page itself", PatternAllowed);
        }

        return text;
    }

    private static string? Read(Field field, string allowed, int longest)
    {
        if (field.Text(allowed, longest) is not { } text)
        {
            return null;
        }

        if (MistakeIn(text) is { } mistake)
        {
            field.Refuse(mistake, allowed);
            return null;
        }

        return text;
    }

    private static string? MistakeIn(string text) =>
        string.IsNullOrWhiteSpace(text) ? "the text is empty"
        : text.Any(char.IsControl) ? "control characters are not allowed"
        : text.Contains("${", StringComparison.Ordinal)
            ? "placeholders are not supported here; use secrets in cookies, headers and fill"
        : null;

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}\z")]
    private static partial Regex LanguageTag();
}
