using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.Files;

/// <summary>
/// Paths of files beside a plan: from the plan's folder down, never up or elsewhere, in characters that mean the same on each
/// system, in an address and in the head of a form.
/// </summary>
public static partial class PlanFilePath
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        "a path below the plan's folder, such as data/users.csv: ASCII letters, digits and . _ - + @ = , ( ) ~, without '..'";

    /// <summary>The paths, as a regular expression of JSON Schema.</summary>
    public const string Pattern = $"^(\\./)?{Part}(/{Part})*$";

    // Neither '.' nor '..', and no dot at the end, which some systems drop.
    private const string Part = "([A-Za-z0-9_@+=,()~-]|[A-Za-z0-9_.@+=,()~-]{1,99}[A-Za-z0-9_@+=,()~-])";

    /// <summary>The one form of a path, without a leading <c>./</c>; null for a text that is not a valid path.</summary>
    public static string? Read(string text) =>
        text.Length <= PlanFileLimits.PathLength && Form().IsMatch(text) && !text.EndsWith('\n')
            ? text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text
            : null;

    /// <summary>The path in a repository of a file beside a plan.</summary>
    /// <param name="plan">Path of the plan in its repository.</param>
    /// <param name="path">Path of the file from the plan's folder on.</param>
    public static string Beside(string plan, string path) => $"{plan[..(plan.LastIndexOf('/') + 1)]}{path}";

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
