using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.App.PullRequests;

/// <summary>
/// Decides which scripts of a folder are plans: by their texts, because those in TypeScript, and those with mistakes, cannot be parsed.
/// </summary>
/// <param name="texts">Text of each script by its path; null for one that cannot be read.</param>
/// <param name="named">Paths that plans name as files beside them.</param>
internal sealed class ScriptFolder(IReadOnlyDictionary<string, string?> texts, IReadOnlySet<string> named)
{
    // Without backtracking, so that no text takes long.
    private static readonly Regex Imports = Made("""(from|import|require\()\s*['"](k6['"/]|\.|/|https?:)""");
    private static readonly Regex OptionsExport = Made("""^[ \t]*export\s+(const|let|var)\s+options\b|^[ \t]*export\s*\{[^}]*\boptions\b[^}]*\}""");
    private static readonly Regex DefaultExport = Made("""^[ \t]*export\s+default\b|^[ \t]*export\s*\{[^}]*\bdefault\b[^}]*\}""");
    private static readonly Regex Local = Made("""(from|import|require\()\s*['"]\./(?<name>[^'"/]+)['"]""");

    private readonly HashSet<string> _imported =
        [.. texts.SelectMany(t => Local.Matches(t.Value ?? "").Select(m => Bare(PlanFilePath.Beside(t.Key, m.Groups["name"].Value))))];

    /// <summary>
    /// Whether a script is a plan: no plan names it, its bundle is not beside it, and it exports options and a default function, or one of
    /// these while no other script imports it. One that imports nothing holds data.
    /// </summary>
    public bool IsPlan(string path) =>
        !named.Contains(path) && !texts.ContainsKey(ScriptText.BundleOf(path)) && (texts[path] is not { } text || IsPlan(path, text));

    private bool IsPlan(string path, string text) => (OptionsExport.IsMatch(text), DefaultExport.IsMatch(text)) switch
    {
        (true, true) => true,
        (false, false) => false,
        _ => Imports.IsMatch(text) && !_imported.Contains(Bare(path)),
    };

    // A module may be imported without its extension, and one in TypeScript by that of JavaScript.
    private static string Bare(string path) => path[..^Path.GetExtension(path).Length];

    private static Regex Made(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture);
}
