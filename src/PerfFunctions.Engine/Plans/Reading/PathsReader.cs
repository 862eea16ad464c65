using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>paths:</c>.</summary>
internal static class PathsReader
{
    private const string Allowed = "a list of patterns from the repository's root, such as ['web/**', '!web/docs/**']";
    private const int Longest = 200;

    public static PathFilter? Read(Field field)
    {
        IReadOnlyList<Field>? items = field.Items(PlanLimits.Paths, Allowed);
        string[] patterns = [.. (items ?? []).Select(ReadPattern).OfType<string>()];
        if (patterns.Length > 0 && patterns.All(pattern => pattern.StartsWith('!')))
        {
            field.Refuse("these patterns only take files away, so no change would ask for a run", "at least one pattern without '!'");
        }

        return patterns.Length == 0 ? null : new PathFilter(patterns);
    }

    private static string? ReadPattern(Field item)
    {
        string? pattern = item.Text(Allowed, Longest);
        string? path = pattern?.StartsWith('!') == true ? pattern[1..] : pattern;
        if (path is "" || path?[0] is '/' or '!')
        {
            item.Refuse("this is no pattern of a path from the repository's root", "web/**, *.json, !web/docs/** and the like");
        }

        return pattern;
    }
}
