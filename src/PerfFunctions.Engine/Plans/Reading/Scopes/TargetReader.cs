using System.Text.RegularExpressions;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Scopes;

/// <summary>Reads addresses and paths.</summary>
internal static partial class TargetReader
{
    private const string TargetAllowed = "an absolute http or https address; {pr}, {sha} and {branch} are filled in";
    private const string PathAllowed = "a path that starts with one '/' and has no '\\', or an absolute http or https address";
    private static readonly string[] Placeholders = ["pr", "sha", "branch"];

    /// <summary>Reads <c>target:</c>.</summary>
    public static string? Read(Field field)
    {
        if (field.Text(TargetAllowed, PlanLimits.PathLength) is not { } target)
        {
            return null;
        }

        string? unknown = Placeholder().Matches(target)
            .Select(m => m.Groups[1].Value)
            .FirstOrDefault(p => !Placeholders.Contains(p));
        if (unknown is not null)
        {
            field.Refuse($"unknown placeholder '{{{unknown}}}'{Spelling.Hint(unknown, Placeholders)}", "{pr}, {sha}, {branch}");
            return null;
        }

        string filled = Placeholder().Replace(target, "x");
        string? mistake = !IsAddress(filled, out Uri? uri) ? "this is not an absolute http or https address"
            : uri.UserInfo.Length > 0 ? "an address in a plan must not contain a user or password"
            : uri.Query.Length + uri.Fragment.Length > 0 ? "the target must not have a query or fragment"
            : null;
        if (mistake is not null)
        {
            field.Refuse(mistake, TargetAllowed);
        }

        return target;
    }

    /// <summary>Reads the path of a page or a step, without a look at variables in it.</summary>
    /// <param name="field">The value.</param>
    /// <param name="allowed">What a problem names as right.</param>
    public static string? ReadPath(Field field, string allowed = PathAllowed)
    {
        if (field.Text(allowed, PlanLimits.PathLength) is not { } path)
        {
            return null;
        }

        // A blank inside of ${random(1, 9)} is none of the path. What is wrong in the braces is reported where they are checked.
        string filled = TextTemplate.TryParse(path, out TextTemplate? template, out _) ? template.Render("1") : "/";
        bool isRight = filled.All(c => c > ' ' && c != '\u007f') &&
            (IsBelowTarget(path) || path.StartsWith("${", StringComparison.Ordinal) ||
                (IsAddress(filled, out Uri? uri) && uri.UserInfo.Length == 0));
        if (!isRight)
        {
            field.Refuse("this is not a path", allowed);
            return null;
        }

        return path;
    }

    /// <summary>Reads the path of a request, with a look at the variables in it, which are logged.</summary>
    /// <param name="field">The value.</param>
    /// <param name="scope">What is set.</param>
    /// <param name="allowed">What a problem names as right.</param>
    public static string? ReadPath(Field field, VariableScope scope, string allowed = PathAllowed)
    {
        string? path = ReadPath(field, allowed);
        if (path is not null)
        {
            scope.Check(field, path, TemplatePlace.Logged);
        }

        return path;
    }

    /// <summary>Whether a text is an absolute http or https address, without user and password; reports a problem if it is not.</summary>
    public static bool CheckFixedAddress(Field field, string text, string allowed)
    {
        bool isRight = IsAddress(text, out Uri? uri) && uri.UserInfo.Length == 0 && text.All(c => c > ' ' && c != '\u007f');
        if (!isRight)
        {
            field.Refuse("this is not an absolute http or https address", allowed);
        }

        return isRight;
    }

    // A browser takes '\' for '/', and two of them for the begin of another host.
    private static bool IsBelowTarget(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal);

    private static bool IsAddress(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) &&
        text.Contains("://", StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
