using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>A k6 script that is to be a plan.</summary>
/// <param name="File">Its file, with or without a path.</param>
/// <param name="Text">Its text.</param>
public sealed partial record ScriptText(string File, string Text)
{
    private const string Bundle = ".bundle";

    // An import stands at the begin of a line, unlike one that is commented out. Without backtracking, so that no text takes long.
    private static readonly Regex Module = new(
        """^[ \t]*(import|export)\b([\w$*{},\s]*\bfrom)?\s*['"](?<module>(\.|/|https?:)[^'"\n]*)""",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture);

    /// <summary>Name of its plan.</summary>
    public string Name { get; init; } = NameOf(File);

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Options that come before its own.</summary>
    public JsonObject Overrides { get; init; } = [];

    /// <summary>
    /// Address under test, which it reads as <c>__ENV.BASE_URL</c> unless its environment has another one; null for the first address that it
    /// names.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>Whether runs bring the address under test to a script that reads <c>__ENV.BASE_URL</c>, so that its plan names none.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Path of the script beside its plan.</summary>
    public string Path => $"{NotInPaths().Replace(Bare(File), "-")}.js";

    /// <summary>Whether a file is a script by its name.</summary>
    public static bool IsScript(string file) => System.IO.Path.GetExtension(file) is ".js" or ".mjs" or ".ts";

    /// <summary>The name of the plan that a file becomes: that of the file, without its extension.</summary>
    public static string NameOf(string file) =>
        PlanNames.Of(Bare(file).EndsWith(Bundle, StringComparison.Ordinal) ? Bare(file)[..^Bundle.Length] : Bare(file));

    /// <summary>The file that <c>perf bundle</c> makes of a script.</summary>
    public static string BundleOf(string file) => System.IO.Path.ChangeExtension(file, $"{Bundle}.js");

    /// <summary>Why it cannot be run before it is one file of JavaScript: the first line that says so; null where none does.</summary>
    public K6Problem? FindUnbundled()
    {
        Match import = Module.Match(Text);
        string? why = import.Success ? $"'{import.Groups["module"].Value}' is a file of its own, and the script of a plan has to be one"
            : System.IO.Path.GetExtension(File) == ".ts" ? "TypeScript has to be made JavaScript"
            : null;
        int line = import.Success ? Text.AsSpan(0, import.Groups["module"].Index).Count('\n') + 1 : 1;
        return why is null ? null : new K6Problem(File, line, $"{why}; run 'perf bundle {File}' and commit {BundleOf(File)} beside it");
    }

    /// <summary>Paths of the files that its text says it opens, from its folder on.</summary>
    public IReadOnlyList<string> FindOpened() => Text.Contains("open", StringComparison.Ordinal)
        ? [.. K6Reader.Parse(Text, Path, Environment, out _)?.Opened.Select(o => PlanFilePath.Read(o.Path)).OfType<string>().Distinct() ?? []]
        : [];

    private static string Bare(string file) => System.IO.Path.GetFileNameWithoutExtension(file);

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex NotInPaths();
}
