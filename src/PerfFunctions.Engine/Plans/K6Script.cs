using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans;

/// <summary>
/// A script in k6's language, which has been parsed. What it measures by name is found in its text, so that it is known before
/// the run, as that of any plan.
/// </summary>
/// <param name="File">Path of its file.</param>
/// <param name="Code">What is run: the script, waiting where it sends or sleeps. Each line is that of the file.</param>
public sealed record K6Script(string File, string Code)
{
    /// <summary>Name of requests that the text of the script does not name.</summary>
    public const string OtherRequests = "other requests";

    /// <summary>Name of checks and groups whose names are made while the script runs.</summary>
    public const string Other = "other";

    /// <summary>Name of all checks together.</summary>
    public const string AllChecks = "all checks";

    /// <summary>Functions that it exports, with what each measures.</summary>
    public IReadOnlyDictionary<string, K6Series> Functions { get; init; } = new Dictionary<string, K6Series>();

    /// <summary>Addresses that stand in it, up to their hosts: <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a function of a script measures by name, as far as the text says it.</summary>
/// <param name="Requests">Requests, in the order of the text.</param>
/// <param name="Groups">Names of its groups.</param>
/// <param name="Checks">Names of its checks.</param>
/// <param name="Metrics">Its own metrics.</param>
/// <param name="Sends">Places that send: what an iteration without loops sends at most.</param>
public sealed record K6Series(
    IReadOnlyList<K6Request> Requests, IReadOnlyList<string> Groups, IReadOnlyList<string> Checks, IReadOnlyList<K6Metric> Metrics, int Sends);

/// <summary>A request that a script names.</summary>
/// <param name="Name">Display name: the script's own, or <c>GET /products/{id}</c>.</param>
/// <param name="Method">Method; null where the name is the script's own.</param>
/// <param name="Path">Path with <c>*</c> for what is filled in; null where the name is the script's own.</param>
public sealed record K6Request(string Name, string? Method = null, string? Path = null);

/// <summary>A metric that a script makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How its values become one number.</param>
/// <param name="Unit">Milliseconds for a trend of times, else a number without unit.</param>
public sealed record K6Metric(string Name, MeasureKind Kind, MetricUnit Unit);

/// <summary>Calls a function of a k6 script.</summary>
/// <param name="Script">The script.</param>
/// <param name="Function">Name of the exported function.</param>
public sealed record K6Step(K6Script Script, string Function) : FlowStep
{
    /// <summary>What the function measures.</summary>
    public K6Series Series => Script.Functions[Function];

    /// <summary>The variable that holds what the script's setup returns.</summary>
    public const string SetupData = "k6_setup_data";
}
