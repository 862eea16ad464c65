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

    /// <summary>The module of HTML pages, which adds its methods to responses.</summary>
    public const string Pages = "k6/html";

    private const string Timers = "k6/timers";
    private const string WebCrypto = "k6/experimental/webcrypto";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["k6"] = "core",
        ["k6/http"] = "http",
        ["k6/metrics"] = "metrics",
        ["k6/data"] = "data",
        ["k6/encoding"] = "encoding",
        ["k6/crypto"] = "crypto",
        ["k6/execution"] = "execution",
        ["k6/secrets"] = "secrets",
        ["k6/ws"] = "ws",
        ["k6/net/grpc"] = "grpc",
        ["k6/browser"] = "browser",
        ["k6/websockets"] = "websockets",
        ["k6/experimental/websockets"] = "websockets",
        [Pages] = "html",
        [Timers] = "timers",
        [WebCrypto] = "webcrypto",
        ["perf:keys"] = "keys",
        ["perf:mistakes"] = "mistakes",
        ["perf:devices"] = "devices",
        ["perf:elements"] = "elements",
        ["perf:locators"] = "locators",
        [Start] = "start",
        ["perf:bounds"] = "bounds",
        ["perf:calls"] = "calls",
    };

    private static readonly (string Module, Regex Text)[] Reached = [(Pages, OfPages()), (Timers, OfTimers()), (WebCrypto, OfWebCrypto())];

    /// <summary>The modules by name.</summary>
    public static readonly IReadOnlyDictionary<string, Prepared<Module>> All =
        Files.ToDictionary(f => f.Key, f => JsEngine.PrepareModule(Read(f.Value), f.Key));

    /// <summary>
    /// The modules that a script reaches without an import, such as those of global functions. Each user pays for a module that is
    /// loaded: what the script's text does not name is not loaded.
    /// </summary>
    public static IReadOnlyList<string> ReachedBy(K6Script script) =>
        [.. Reached.Where(r => r.Text.IsMatch(script.Code)).Select(r => r.Module)];

    [GeneratedRegex(@"k6/html|\.\s*(html|submitForm|clickLink)\s*\(")]
    private static partial Regex OfPages();

    [GeneratedRegex(@"k6/timers|\b(set|clear)(Timeout|Interval)\b")]
    private static partial Regex OfTimers();

    [GeneratedRegex(@"k6/experimental/webcrypto|\b(subtle|getRandomValues|randomUUID)\b")]
    private static partial Regex OfWebCrypto();

    private static string Read(string file)
    {
        using Stream stream = typeof(K6Modules).Assembly.GetManifestResourceStream($"k6/{file}.js")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
