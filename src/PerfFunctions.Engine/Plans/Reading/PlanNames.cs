using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>What a plan may be called.</summary>
public static partial class PlanNames
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "1 to 64 lower-case letters, digits and dashes";

    /// <summary>Whether a text is a plan name; anything else never reaches storage.</summary>
    public static bool IsValid(string text) => Form().IsMatch(text);

    /// <summary>Whether a text is the name of a scenario or page.</summary>
    public static bool IsSubject(string text) => Scopes.SubjectNames.IsName(text);

    [GeneratedRegex(@"^[a-z0-9-]{1,64}\z")]
    private static partial Regex Form();
}
