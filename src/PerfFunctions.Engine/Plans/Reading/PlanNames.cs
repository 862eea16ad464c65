using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>What a plan may be called.</summary>
public static partial class PlanNames
{
    private const int MaxLength = 64;

    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "1 to 64 lower-case letters, digits and dashes";

    /// <summary>Whether a text is a plan name; anything else never reaches storage.</summary>
    public static bool IsValid(string text) => Form().IsMatch(text);

    /// <summary>A text as the name of a plan: what cannot be in one becomes a dash. <c>plan</c> where nothing is left.</summary>
    public static string Of(string text)
    {
        string name = new([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        name = (name.Length <= MaxLength ? name : name[..MaxLength]).Trim('-');
        return name.Length == 0 ? "plan" : name;
    }

    /// <summary>Whether a text is the name of a scenario or page.</summary>
    public static bool IsSubject(string text) => Scopes.SubjectNames.IsName(text);

    [GeneratedRegex(@"^[a-z0-9-]{1,64}\z")]
    private static partial Regex Form();
}
