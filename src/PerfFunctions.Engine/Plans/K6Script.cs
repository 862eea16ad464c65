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

    /// <summary>Functions that it exports.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Requests that it names, in the order of the text.</summary>
    public IReadOnlyList<K6Request> Requests { get; init; } = [];

    /// <summary>Names of its groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Names of its checks.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Its own metrics.</summary>
    public IReadOnlyList<K6Metric> Metrics { get; init; } = [];

    /// <summary>Places that send: what an iteration without loops sends at most.</summary>
    public int Sends { get; init; }

    /// <summary>Addresses that stand in it, up to their hosts: <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What it reads as <c>__ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

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
    /// <summary>The variable that holds what the script's setup returns.</summary>
    public const string SetupData = "k6_setup_data";
}
