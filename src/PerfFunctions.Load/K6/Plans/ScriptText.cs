using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>A k6 script that is to be a plan.</summary>
/// <param name="File">Its file, with or without a path.</param>
/// <param name="Text">Its text.</param>
public sealed partial record ScriptText(string File, string Text)
{
    private const string Bundle = ".bundle";

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
    internal string Path => $"{NotInPaths().Replace(Bare(File), "-")}.js";

    /// <summary>Whether a file is a script by its name.</summary>
    public static bool IsScript(string file) => System.IO.Path.GetExtension(file) is ".js" or ".mjs" or ".ts";

    /// <summary>The name of the plan that a file becomes: that of the file, without its extension.</summary>
    public static string NameOf(string file) =>
        PlanNames.Of(Bare(file).EndsWith(Bundle, StringComparison.Ordinal) ? Bare(file)[..^Bundle.Length] : Bare(file));

    private static string Bare(string file) => System.IO.Path.GetFileNameWithoutExtension(file);

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex NotInPaths();
}
