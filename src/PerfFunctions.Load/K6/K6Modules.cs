using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using PerfFunctions.Engine.Plans.K6;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>The modules that scripts import, parsed once.</summary>
internal static partial class K6Modules
{
    /// <summary>The module that calls functions of a script.</summary>
    public const string Start = "perf:start";

    /// <summary>The module by which the others reach the generator. A script that imports it has been refused.</summary>
    public const string Host = "perf:host";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["k6"] = "core",
        ["k6/http"] = "http",
        ["k6/metrics"] = "metrics",
        ["k6/data"] = "data",
        ["k6/encoding"] = "encoding",
        ["k6/crypto"] = "crypto",
        ["k6/execution"] = "execution",
        ["k6/html"] = "html",
        ["perf:elements"] = "elements",
        [Start] = "start",
        ["perf:bounds"] = "bounds",
        ["perf:calls"] = "calls",
    };

    // What a script reaches without importing it is loaded where its text speaks of it: each user pays for what is loaded.
    private static readonly (Regex Words, string Module)[] Unimported = [(Pages(), "k6/html")];

    /// <summary>The modules by name.</summary>
    public static readonly IReadOnlyDictionary<string, Prepared<Module>> All =
        Files.ToDictionary(f => f.Key, f => JsEngine.PrepareModule(Read(f.Value), f.Key));

    /// <summary>The modules that a script reaches without importing them.</summary>
    public static IEnumerable<string> ReachedBy(K6Script script) => Unimported.Where(u => u.Words.IsMatch(script.Code)).Select(u => u.Module);

    /// <summary>Whether a script looks at HTML pages.</summary>
    public static bool ReadsPages(K6Script script) =>
        script.Code.Contains("k6/html", StringComparison.Ordinal) || ReachedBy(script).Contains("k6/html");

    [GeneratedRegex(@"\.\s*(html|submitForm|clickLink)\s*\(")]
    private static partial Regex Pages();

    private static string Read(string file)
    {
        using Stream stream = typeof(K6Modules).Assembly.GetManifestResourceStream($"k6/{file}.js")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
