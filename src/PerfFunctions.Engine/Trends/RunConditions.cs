using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.Engine.Trends;

/// <summary>What a run was measured under. Runs are compared only under the same conditions.</summary>
/// <param name="Plan">Plan name.</param>
/// <param name="Measured">Fingerprint of what the plan measures, its budgets left out.</param>
/// <param name="Devices">Device of each page: <c>home: mobile</c>.</param>
/// <param name="Browser">Browser and major version; empty without pages.</param>
/// <param name="Host">Where it ran.</param>
public sealed record RunConditions(string Plan, string Measured, string Devices, string Browser, HostKind Host)
{
    private const string Separator = ", ";
    private const string MeasuredName = "plan";
    private const string ShapeName = "load";
    private const string RepositoryName = "repository";
    private const string BrowserHostName = "browser at";

    /// <summary>
    /// How the load was shaped in another way than the plan's: <c>shaped as a spike</c>; empty for as the plan has it. A run
    /// that is only longer is not shaped: rates and users are the same, blocks of the same length are what is compared, and
    /// running longer is how an open comparison is decided.
    /// </summary>
    public string Shape { get; init; } = "";

    /// <summary>Hosts of browsers elsewhere; empty for browsers on the machine of the service.</summary>
    public string BrowserHosts { get; init; } = "";

    /// <summary>Repository of the plan, <c>owner/name</c> in lower case; empty if it is unknown.</summary>
    public string Repository { get; init; } = "";

    /// <summary>A short name for them, the same for the same conditions; twelve hexadecimal digits.</summary>
    /// <remarks>Load as the plan has it, no repository, and browsers here are not in it, so that names given before there were these stay.</remarks>
    public string Key() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Parts().Where(p => p.Name is not (ShapeName or RepositoryName or BrowserHostName) || p.Value.Length > 0).Select(p => p.Value)))))[..12];

    /// <summary>What is different in others, in words; empty when they are the same.</summary>
    public IReadOnlyList<string> DifferencesOf(RunConditions other) =>
    [
        .. other.Parts().Zip(Parts()).Where(p => p.First.Value != p.Second.Value)
            .Select(p => Words(p.First.Name, p.First.Value)),
    ];

    /// <summary>
    /// Whether these are the conditions of a whole run, of which the others are those of one page: its other pages may have
    /// other browsers.
    /// </summary>
    public bool Cover(RunConditions page) => page with { Browser = Browser, BrowserHosts = BrowserHosts } == this &&
        page.Browser.Split(Separator).All(Browser.Split(Separator).Contains)
            && page.BrowserHosts.Split(Separator).All(BrowserHosts.Split(Separator).Contains);

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Parts().Skip(2).Where(p => p.Value.Length > 0).Select(p => $"{p.Name} {p.Value}"));

    /// <summary>Names in one text, each once, in order.</summary>
    public static string Listed(IEnumerable<string?> names) =>
        string.Join(Separator, names.OfType<string>().Distinct().Order(StringComparer.Ordinal));

    private static string Words(string name, string value) => (name, value) switch
    {
        (MeasuredName, _) => "other load, pages or parameters",
        (RepositoryName, "") => "no repository; its plan can name one ('repository: owner/name')",
        (ShapeName, "") => "the load of its plan",
        (BrowserHostName, "") => "its browser on the service's machine",
        _ => $"{name} {(value.Length == 0 ? "none" : value)}",
    };

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("name", Plan), (MeasuredName, Measured), ("device", Devices), ("browser", Browser), ("region", Host.Region),
        ("instance", Host.Instance), ("cores", Host.Cores.ToString(CultureInfo.InvariantCulture)), (ShapeName, Shape),
        (RepositoryName, Repository), (BrowserHostName, BrowserHosts),
    ];
}
