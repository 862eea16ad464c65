using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.K6;

/// <summary>
/// A script in k6's language, which has been parsed. What it measures by name is found in its text, so that it is known before
/// the run, as that of any plan.
/// </summary>
/// <param name="File">Path of its file.</param>
/// <param name="Code">What is run: the script, waiting where it sends or sleeps. Each line is that of the file.</param>
public sealed partial record K6Script(string File, string Code)
{
    /// <summary>Name of requests that the text of the script does not name.</summary>
    public const string OtherRequests = "other requests";

    /// <summary>Name of checks and groups whose names are made while the script runs.</summary>
    public const string Other = "other";

    /// <summary>Name of all checks together.</summary>
    public const string AllChecks = "all checks";

    /// <summary>Name of the check that a script which can abort the test has: it fails when it does.</summary>
    public const string NotAborted = "test is not aborted";

    /// <summary>The function that makes texts of a run's results, which no scenario calls.</summary>
    public const string Summary = "handleSummary";

    /// <summary>What stands for the address under test in a value of <see cref="Environment"/>.</summary>
    public const string Target = "${target}";

    /// <summary>The name by which scripts usually read the address under test.</summary>
    public const string BaseUrl = "BASE_URL";

    /// <summary>Where its lines stand in its modules.</summary>
    public K6Lines Lines { get; init; } = K6Lines.Of(File, Code);

    /// <summary>Functions that it exports, with what each measures.</summary>
    public IReadOnlyDictionary<string, K6Series> Functions { get; init; } = new Dictionary<string, K6Series>();

    /// <summary>Addresses that stand in it, up to their hosts: <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Files that its init code can open, by path; without content where they are not loaded.</summary>
    public IReadOnlyDictionary<string, byte[]?> Files { get; init; } = new Dictionary<string, byte[]?>();

    /// <summary>Files whose paths stand in it as what <c>open()</c> is given, each with its line.</summary>
    public IReadOnlyList<(int Line, string Path)> Opened { get; init; } = [];

    /// <summary>Names of its own metrics, those that no function uses among them.</summary>
    public IReadOnlyList<string> MetricNames { get; init; } = [];

    /// <summary>Names of the service's secrets that it asks for.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The same with names that it makes while it runs.</summary>
    public K6Script Naming(K6MadeNames names) => this with
    {
        Functions = Functions.ToDictionary(
            f => f.Key, f => f.Value.Naming(names with { Tags = [.. names.Tags.Where(t => f.Value.MayHave(t) || IsUnknown(t))] })),
    };

    // What every request has a value of may come from anywhere, such as an address that is put together elsewhere.
    private bool IsUnknown(K6TagFilter tags) =>
        tags.Pairs.All(p => K6TagFilter.IsOfEachRequest(p.Key)) && !Functions.Values.Any(f => f.MayHave(tags));

    /// <summary>Whether it reads <c>__ENV.BASE_URL</c>.</summary>
    public bool ReadsBaseUrl => BaseUrlUse().IsMatch(Code);

    /// <summary>The script with the address under test in its environment.</summary>
    /// <param name="target">Address under test.</param>
    public K6Script At(Uri target) => this with
    {
        Environment = Environment.ToDictionary(
            e => e.Key, e => e.Value.Replace(Target, target.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)),
    };

    /// <summary>
    /// The path beside a plan of what <c>open()</c> is given: a script may name any file, and a plan has only those below its folder.
    /// </summary>
    public static string PathOf(string given)
    {
        string[] parts = LocalPath(given).Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.Where(p => p is not "." and not "..").Select(p => NotInPaths().Replace(p, "-")));
    }

    /// <summary>The path of what <c>open()</c> is given on the machine of the script: it may be an address of a file.</summary>
    public static string LocalPath(string given) =>
        given.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? given["file://".Length..] : given;

    /// <summary>An address of a socket as that of its handshake: <c>https</c> for <c>wss</c>. Any other stays as it is.</summary>
    public static string HttpAddress(string given) =>
        given.StartsWith("ws://", StringComparison.OrdinalIgnoreCase) || given.StartsWith("wss://", StringComparison.OrdinalIgnoreCase)
            ? $"http{given["ws".Length..]}"
            : given;

    /// <summary>The service's name of a secret that a script asks for: letters, digits and <c>_</c>.</summary>
    public static string SecretOf(string given) => NotInSecrets().Replace(given, "_");

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInSecrets();

    // Bounded, so that no text takes long.
    [GeneratedRegex("""\b__ENV\s{0,9}(\?\.|\.)?\s{0,9}(\[\s{0,9}['"`])?BASE_URL\b|\{[^{}]{0,500}\bBASE_URL\b[^{}]{0,500}\}\s{0,9}=\s{0,9}__ENV\b""")]
    private static partial Regex BaseUrlUse();

    [GeneratedRegex(@"[^A-Za-z0-9_.@+=,()~-]|\.$")]
    private static partial Regex NotInPaths();
}
