using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.CodeHosts;

/// <summary>Which files of a repository may be plans, by their names.</summary>
public static class PlanPaths
{
    /// <summary>Most plans of a repository: each is a run a push.</summary>
    public const int MaxPlans = 20;

    // A folder of scripts may have modules beside them, each of which is read once a push.
    private const int MaxScripts = 40;

    /// <summary>Whether a file is a k6 script. Declarations of types are not.</summary>
    public static bool IsScript(string path) => ScriptText.IsScript(path) && !path.EndsWith(".d.ts", StringComparison.Ordinal);

    /// <summary>The folder whose files are further plans: that of the same name as the plan file.</summary>
    /// <param name="single">Path of the plan file.</param>
    public static string FolderOf(string single) => single[..^Path.GetExtension(single).Length];

    /// <summary>Those that may be plans, in order: the plan file, then plans of the folder, then its scripts.</summary>
    /// <param name="single">Path of the plan file; null where there is none.</param>
    /// <param name="folder">Paths of the files in the folder.</param>
    public static IReadOnlyList<string> Of(string? single, IEnumerable<string> folder)
    {
        string[] sorted = [.. folder.Order(StringComparer.Ordinal)];
        return
        [
            .. (single is null ? sorted : sorted.Prepend(single)).Where(path => Path.GetExtension(path) is ".yml" or ".yaml").Take(MaxPlans),
            .. sorted.Where(IsScript).Take(MaxScripts),
        ];
    }
}
