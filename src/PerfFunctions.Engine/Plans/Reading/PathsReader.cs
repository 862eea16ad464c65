using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>paths:</c>.</summary>
internal static class PathsReader
{
    private const string Allowed = "a list of patterns relative to the repository root, such as ['web/**', '!web/docs/**']";

    /// <summary>Most characters of a pattern.</summary>
    public const int Longest = 200;

    public static PathFilter? Read(Field field)
    {
        IReadOnlyList<Field>? items = field.Items(PlanLimits.Paths, Allowed);
        string[] patterns = [.. (items ?? []).Select(ReadPattern).OfType<string>()];
        if (patterns.Length > 0 && patterns.All(pattern => pattern.StartsWith('!')))
        {
            field.Refuse("these patterns only exclude files, so no change would start a run", "at least one pattern without '!'");
        }

        return patterns.Length == 0 ? null : new PathFilter(patterns);
    }

    private static string? ReadPattern(Field item)
    {
        string? pattern = item.Text(Allowed, Longest);
        string? path = pattern?.StartsWith('!') == true ? pattern[1..] : pattern;
        if (path is "" || path?[0] is '/' or '!')
        {
            item.Refuse("this is not a path pattern relative to the repository root",
                "web/**, *.json, !web/docs/** and the like");
        }

        return pattern;
    }
}
